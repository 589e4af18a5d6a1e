/** The service's own name: `@Inject(SERVICE_NAME) name: string`. */
export const SERVICE_NAME = Symbol('service name');

/** Transports that the service listens on besides HTTP: any module may provide some (`MicroserviceOptions[]`). */
export const TRANSPORTS = Symbol('transports');
