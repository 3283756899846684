/** The bytes at an address, in a browser or a worker. */
export const read = (address) => fetch(address);
