import type { Effect } from "./Effect";
import type { RebuttalId } from "./RebuttalId";
import type { RebuttalStatus } from "./RebuttalStatus";
import type { Weighing } from "./Weighing";

export type SeenRebuttal = { rebuttal: RebuttalId, by: string, statement: string, status: RebuttalStatus, weighing: Weighing, effect: Effect, reflect: string, };
