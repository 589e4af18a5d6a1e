/** A form that secrets have. */
export interface SecretForm {
  /** What it is called in the place of the secret, and in the finding. */
  readonly kind: string;
  /** Global. Group `secret` is what is taken out; without the group everything that matches. Never across lines. */
  readonly pattern: RegExp;
  /** In small letters; without any of them in the text there is no such secret in it, and the pattern is not tried. */
  readonly hints: readonly string[];
  /** Whether whatever has this form is a secret: only then it is worth a finding. */
  readonly certain: boolean;
  /** A further look at the secret where the form alone says too little. */
  readonly unless?: (secret: string) => boolean;
}

const certain = (kind: string, pattern: RegExp, ...hints: readonly string[]): SecretForm => ({
  kind,
  pattern,
  hints,
  certain: true,
});

/** Tokens that say themselves what they are. In the order in which they are looked for: the narrower first. */
export const TOKENS: readonly SecretForm[] = [
  certain('anthropic-key', /\bsk-ant-[\w-]{16,}/g, 'sk-ant-'),
  certain('openai-key', /\bsk-(?:proj-|svcacct-|admin-|None-)?[A-Za-z0-9_-]{20,}/g, 'sk-'),
  certain('aws-access-key', /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g, 'akia', 'asia', 'abia', 'acca'),
  certain(
    'github-token',
    /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{40,})/g,
    'ghp_',
    'gho_',
    'ghu_',
    'ghs_',
    'ghr_',
    'github_pat_',
  ),
  certain(
    'gitlab-token',
    /\b(?:gl(?:pat|dt|rt|ptt|cbt|soat|ft|agent|imt|ffct|oas)-[\w.-]{16,}|GR1348941[\w-]{18,})/g,
    'gl',
    'gr1348941',
  ),
  certain('slack-token', /\b(?:xox[abeoprs]-[\w-]{10,}|xapp-\d-[\w-]{10,}|xwfp-[\w-]{10,})/g, 'xox', 'xapp-', 'xwfp-'),
  certain(
    'slack-webhook',
    /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/(?<secret>[\w/+-]{20,})/g,
    'hooks.slack.com',
  ),
  certain(
    'discord-webhook',
    /\bdiscord(?:app)?\.com\/api\/webhooks\/(?<secret>\d{15,}\/[\w-]{30,})/g,
    '/api/webhooks/',
  ),
  certain('stripe-key', /\b(?:[srp]k_live_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{20,})/g, 'k_live_', 'whsec_'),
  { kind: 'stripe-test-key', hints: ['k_test_'], pattern: /\b[srp]k_test_[A-Za-z0-9]{10,}/g, certain: false },
  certain('google-key', /\b(?:AIza[\w-]{35}|GOCSPX-[\w-]{20,}|ya29\.[\w-]{20,})/g, 'aiza', 'gocspx-', 'ya29.'),
  certain('groq-key', /\bgsk_[A-Za-z0-9]{20,}/g, 'gsk_'),
  certain('hugging-face-token', /\bhf_[A-Za-z0-9]{30,}/g, 'hf_'),
  certain('xai-key', /\bxai-[A-Za-z0-9]{40,}/g, 'xai-'),
  certain('replicate-token', /\br8_[A-Za-z0-9]{30,}/g, 'r8_'),
  certain('perplexity-key', /\bpplx-[A-Za-z0-9]{32,}/g, 'pplx-'),
  certain('npm-token', /\bnpm_[A-Za-z0-9]{30,}/g, 'npm_'),
  certain('pypi-token', /\bpypi-[\w-]{40,}/g, 'pypi-'),
  certain('rubygems-key', /\brubygems_[a-f0-9]{40,}/g, 'rubygems_'),
  certain('docker-token', /\bdckr_(?:pat|oat)_[\w-]{20,}/g, 'dckr_'),
  certain('sendgrid-key', /\bSG\.[\w-]{16,}\.[\w-]{30,}/g, 'sg.'),
  certain('mailgun-key', /\bkey-[0-9a-f]{32}\b/g, 'key-'),
  certain('mailchimp-key', /\b[0-9a-f]{32}-us\d{1,2}\b/g, '-us'),
  certain('twilio-key', /\bSK[0-9a-f]{32}\b/g, 'sk'),
  certain('digitalocean-token', /\bdo[opr]_v1_[0-9a-f]{40,}/g, '_v1_'),
  certain('shopify-token', /\bshp(?:at|ss|ca|pa)_[0-9a-fA-F]{30,}/g, 'shp'),
  certain('square-token', /\b(?:sq0[a-z]{3}-[\w-]{22,}|EAAA[\w-]{60})/g, 'sq0', 'eaaa'),
  certain('linear-key', /\blin_(?:api|oauth)_[A-Za-z0-9]{30,}/g, 'lin_'),
  certain('notion-token', /\b(?:ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43})\b/g, 'ntn_', 'secret_'),
  certain('figma-token', /\bfigd_[\w-]{30,}/g, 'figd_'),
  certain('postman-key', /\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}\b/g, 'pmak-'),
  certain('databricks-token', /\bdapi[0-9a-f]{32}\b/g, 'dapi'),
  certain('vault-token', /\bhv[sbr]\.[\w-]{20,}/g, 'hvs.', 'hvb.', 'hvr.'),
  certain('terraform-token', /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{50,}/g, '.atlasv1.'),
  certain('grafana-token', /\bgl(?:c_[A-Za-z0-9+/=]{30,}|sa_[A-Za-z0-9]{32}_[0-9a-f]{8})/g, 'glc_', 'glsa_'),
  certain('sentry-token', /\bsntry[su]_[\w=+/-]{30,}/g, 'sntry'),
  certain('supabase-key', /\bsbp_[0-9a-f]{40}\b/g, 'sbp_'),
  certain('planetscale-token', /\bpscale_(?:tkn|pw|oauth)_[\w.-]{30,}/g, 'pscale_'),
  certain('doppler-token', /\bdp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{30,}/g, 'dp.'),
  certain('telegram-token', /\b\d{8,10}:AA[\w-]{33}\b/g, ':aa'),
  certain('atlassian-token', /\bATATT3[\w=-]{50,}/g, 'atatt3'),
  certain('heroku-key', /\bHRKU-[\w-]{30,}/g, 'hrku-'),
  certain('age-key', /\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b/g, 'age-secret-key-1'),
  certain(
    'azure-key',
    /\b(?:AccountKey|SharedAccessKey)=(?<secret>[A-Za-z0-9+/]{40,}={0,2})/g,
    'accountkey=',
    'sharedaccesskey=',
  ),
  certain('jwt', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g, 'eyj'),
];
