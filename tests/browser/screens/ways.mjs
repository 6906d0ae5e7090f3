// The ways in which pages are pictured.

/** A family's page: on a phone, light and dark, and at a desk. */
export const FAMILY = [{ size: 360 }, { size: 360, dark: true }, { size: 1366 }];

/** A page of the desk: wide, and on a phone. */
export const DESK = [{ size: 1366 }, { size: 360 }];

/** One picture is enough. */
export const WIDE = [{ size: 1366 }];
export const PHONE = [{ size: 360 }];

/** All ways in Indonesian, and the first of them in English. */
export const both = (ways) => [...ways, { ...ways[0], lang: 'en' }];
