import type { PinPlace } from "./PinPlace";

export type Pin = { place: PinPlace, start: number, end: number, prefix: string, suffix: string, page: number | null, };
