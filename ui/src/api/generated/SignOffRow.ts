import type { Editor } from "./Editor";
import type { SeenChange } from "./SeenChange";
import type { SignOff } from "./SignOff";

export type SignOffRow = { sign_off: SignOff, by: Editor | null, changed: Array<SeenChange>, };
