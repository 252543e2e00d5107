import type { PassageId } from "./PassageId";

export type SeenPassage = { passage: PassageId, words: string, };
