/** A form that secrets have. */
export interface SecretForm {
  /** What it is called in the place of the secret, and in the finding. */
  readonly kind: string;
  /** Global. Group `secret` is what is taken out; without the group everything that matches. Never across lines. */
  readonly pattern: RegExp;
  /** Whether whatever has this form is a secret: only then it is worth a finding. */
  readonly certain: boolean;
  /** A further look at the secret where the form alone says too little. */
  readonly unless?: (secret: string) => boolean;
}

const certain = (kind: string, pattern: RegExp): SecretForm => ({ kind, pattern, certain: true });

/** Tokens that say themselves what they are. In the order in which they are looked for: the narrower first. */
export const TOKENS: readonly SecretForm[] = [
  certain('anthropic-key', /\bsk-ant-[\w-]{16,}/g),
  certain('openai-key', /\bsk-(?:proj-|svcacct-|admin-|None-)?[A-Za-z0-9_-]{20,}/g),
  certain('aws-access-key', /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g),
  certain('github-token', /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{40,})/g),
  certain('gitlab-token', /\b(?:gl(?:pat|dt|rt|ptt|cbt|soat|ft|agent|imt|ffct|oas)-[\w.-]{16,}|GR1348941[\w-]{18,})/g),
  certain('slack-token', /\b(?:xox[abeoprs]-[\w-]{10,}|xapp-\d-[\w-]{10,}|xwfp-[\w-]{10,})/g),
  certain('slack-webhook', /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/(?<secret>[\w/+-]{20,})/g),
  certain('discord-webhook', /\bdiscord(?:app)?\.com\/api\/webhooks\/(?<secret>\d{15,}\/[\w-]{30,})/g),
  certain('stripe-key', /\b(?:[srp]k_live_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{20,})/g),
  { kind: 'stripe-test-key', pattern: /\b[srp]k_test_[A-Za-z0-9]{10,}/g, certain: false },
  certain('google-key', /\b(?:AIza[\w-]{35}|GOCSPX-[\w-]{20,}|ya29\.[\w-]{20,})/g),
  certain('groq-key', /\bgsk_[A-Za-z0-9]{20,}/g),
  certain('hugging-face-token', /\bhf_[A-Za-z0-9]{30,}/g),
  certain('xai-key', /\bxai-[A-Za-z0-9]{40,}/g),
  certain('replicate-token', /\br8_[A-Za-z0-9]{30,}/g),
  certain('perplexity-key', /\bpplx-[A-Za-z0-9]{32,}/g),
  certain('npm-token', /\bnpm_[A-Za-z0-9]{30,}/g),
  certain('pypi-token', /\bpypi-[\w-]{40,}/g),
  certain('rubygems-key', /\brubygems_[a-f0-9]{40,}/g),
  certain('docker-token', /\bdckr_(?:pat|oat)_[\w-]{20,}/g),
  certain('sendgrid-key', /\bSG\.[\w-]{16,}\.[\w-]{30,}/g),
  certain('mailgun-key', /\bkey-[0-9a-f]{32}\b/g),
  certain('mailchimp-key', /\b[0-9a-f]{32}-us\d{1,2}\b/g),
  certain('twilio-key', /\bSK[0-9a-f]{32}\b/g),
  certain('digitalocean-token', /\bdo[opr]_v1_[0-9a-f]{40,}/g),
  certain('shopify-token', /\bshp(?:at|ss|ca|pa)_[0-9a-fA-F]{30,}/g),
  certain('square-token', /\b(?:sq0[a-z]{3}-[\w-]{22,}|EAAA[\w-]{60})/g),
  certain('linear-key', /\blin_(?:api|oauth)_[A-Za-z0-9]{30,}/g),
  certain('notion-token', /\b(?:ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43})\b/g),
  certain('figma-token', /\bfigd_[\w-]{30,}/g),
  certain('postman-key', /\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}\b/g),
  certain('databricks-token', /\bdapi[0-9a-f]{32}\b/g),
  certain('vault-token', /\bhv[sbr]\.[\w-]{20,}/g),
  certain('terraform-token', /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{50,}/g),
  certain('grafana-token', /\bgl(?:c_[A-Za-z0-9+/=]{30,}|sa_[A-Za-z0-9]{32}_[0-9a-f]{8})/g),
  certain('sentry-token', /\bsntry[su]_[\w=+/-]{30,}/g),
  certain('supabase-key', /\bsbp_[0-9a-f]{40}\b/g),
  certain('planetscale-token', /\bpscale_(?:tkn|pw|oauth)_[\w.-]{30,}/g),
  certain('doppler-token', /\bdp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{30,}/g),
  certain('telegram-token', /\b\d{8,10}:AA[\w-]{33}\b/g),
  certain('atlassian-token', /\bATATT3[\w=-]{50,}/g),
  certain('heroku-key', /\bHRKU-[\w-]{30,}/g),
  certain('age-key', /\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b/g),
  certain('azure-key', /\b(?:AccountKey|SharedAccessKey)=(?<secret>[A-Za-z0-9+/]{40,}={0,2})/g),
  certain('jwt', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g),
];
