import type { ChangeAsked } from "./ChangeAsked";
import type { Confidence } from "./Confidence";

export type SeenVerdict = { value: string, scale_name: string, finding: string, reasoning: string, confidence: Confidence, limits: string, context: string, change_asked: ChangeAsked, };
