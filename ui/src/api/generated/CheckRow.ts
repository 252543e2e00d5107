import type { CheckPoint } from "./CheckPoint";
import type { Tick } from "./Tick";

export type CheckRow = { point: CheckPoint, tick: Tick | null, };
