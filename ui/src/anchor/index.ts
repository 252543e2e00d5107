// The border between the screen's UTF-16 units and the desk's code points.
export { PointIndex } from "./points";
export { afterLetter, afterWord, beforeLetter, beforeWord, letterAt, lettersOf } from "./breaks";
export { sentenceAt, snapDown, snapUp, trim, wordAt, type Span } from "./breaks";
export { quoteOf, type Quote } from "./quote";
export { Run } from "./dom";
