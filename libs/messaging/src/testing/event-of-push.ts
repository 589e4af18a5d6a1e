/** What is told of a push that came alone. */
export const eventOfPush = <Part extends { readonly push: { readonly deliveryId: string } }>(part: Part) => ({
  cause: part.push.deliveryId,
  pushes: [part],
});
