import type { ViewId } from "./ViewId";

export type RemoveView = { view: ViewId, };
