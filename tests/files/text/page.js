// Doubles every fare of the list.
// Children travel free.

function doubled(fares) {
  return fares.map((fare) => fare * 2);
}
