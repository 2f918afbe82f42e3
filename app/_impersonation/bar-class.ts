/** Around a page with the banner: how high it is, for itself and for what sticks to the top below it. */
export const barClass = "[--bar:3.75rem] md:[--bar:2.75rem]";
