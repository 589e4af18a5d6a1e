/** Something newer was asked for: this is not worth finishing. */
export class Superseded extends Error {
  constructor() {
    super('Something newer was asked for.');
    this.name = 'Superseded';
  }
}
