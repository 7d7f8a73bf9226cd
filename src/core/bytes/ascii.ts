/** The ASCII characters that the readers look for, as bytes. */
export const bell = 0x07;
export const tab = 0x09;
export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;
export const escape = 0x1b;
export const space = 0x20;
export const quote = 0x22;
export const hash = 0x23;
export const ampersand = 0x26;
export const openParenthesis = 0x28;
export const closeParenthesis = 0x29;
export const lessThan = 0x3c;
export const openBracket = 0x5b;
export const backslash = 0x5c;
