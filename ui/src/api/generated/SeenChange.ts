import type { Kind } from "./Kind";

export type SeenChange = { kind: Kind, id: string | null, name: string, field: string, was: string | null, became: string | null, };
