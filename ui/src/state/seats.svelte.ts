/** Who sits here: changing seats quickly, and the passphrases that keep colleagues off another's seat. */
import type { EditorId } from "../api/generated/EditorId";
import { bridge } from "../api/bridge";
import { tell } from "./act.svelte";
import { faultOf, sentences } from "./faults";
import { session } from "./session.svelte";

class Seats {
  /** Whether the list of those who may sit here is open. */
  choosing = $state(false);
  /** Whose passphrase is asked for; null is nobody's. */
  asked: EditorId | null = $state(null);
  /** Whether one's own passphrase is being set. */
  setting = $state(false);

  isLocked(editor: EditorId): boolean {
    return session.session?.locked.includes(editor) ?? false;
  }

  /** Lets an editor sit down, after asking for their passphrase where they have one. */
  async take(editor: EditorId): Promise<void> {
    if (editor === session.session?.editor) return;
    if (this.isLocked(editor)) {
      this.asked = editor;
      return;
    }
    try {
      await session.sit(editor);
    } catch (error) {
      tell(error);
    }
  }

  /** Sits down with a passphrase; why not, or null if all is well. */
  async answer(editor: EditorId, passphrase: string): Promise<string | null> {
    try {
      await session.sit(editor, passphrase);
      this.asked = null;
      return null;
    } catch (error) {
      return sentences(faultOf(error));
    }
  }

  /** Gives oneself a passphrase, or (null) takes it away; why not, or null if all is well. */
  async set(current: string | null, next: string | null): Promise<string | null> {
    try {
      session.take(await bridge().setPassphrase(current, next));
      this.setting = false;
      return null;
    } catch (error) {
      return sentences(faultOf(error));
    }
  }

  /** Takes away the passphrase of somebody who forgot it. */
  async lift(editor: EditorId): Promise<void> {
    try {
      session.take(await bridge().liftPassphrase(editor));
    } catch (error) {
      tell(error);
    }
  }
}

export const seats = new Seats();
