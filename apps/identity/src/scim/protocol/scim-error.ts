/** What is wrong with a request, in the words of RFC 7644, section 3.12. */
export type ScimType =
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidSyntax'
  | 'invalidValue'
  | 'invalidVers'
  | 'mutability'
  | 'noTarget'
  | 'tooMany'
  | 'uniqueness';

export const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** A refusal. The detail says what to do, and quotes no values. */
export class ScimError extends Error {
  readonly status: number;
  readonly scimType: ScimType | undefined;

  constructor(status: number, detail: string, scimType?: ScimType) {
    super(detail);
    this.name = 'ScimError';
    this.status = status;
    this.scimType = scimType;
  }

  /** The document that is answered; the status is a string there. */
  get document(): Readonly<Record<string, unknown>> {
    const { status, scimType, message: detail } = this;
    return { schemas: [ERROR_SCHEMA], status: String(status), ...(scimType && { scimType }), detail };
  }
}

export const badValue = (detail: string): ScimError => new ScimError(400, detail, 'invalidValue');
export const badPath = (detail: string): ScimError => new ScimError(400, detail, 'invalidPath');
export const badFilter = (detail: string): ScimError => new ScimError(400, detail, 'invalidFilter');
