/** What the safekeeping dialogs do. */
import { m } from "../i18n";
import { restoreBackup as restore, tell } from "../state/act.svelte";
import { reasons } from "../state/reasons.svelte";
import { safety, type BackupRow, type Recovered } from "../state/safety.svelte";
import { session } from "../state/session.svelte";

/** Opens the dialog, with the list as it is now. */
export async function openSafety(): Promise<void> {
  safety.open = true;
  await told(() => safety.list());
}

export async function verify(): Promise<void> {
  await told(() => session.verify());
}

export async function backUp(): Promise<void> {
  await told(() => safety.backUp());
}

export async function chooseSecondFolder(forget: boolean): Promise<void> {
  await told(() => safety.chooseSecondFolder(forget));
}

/** Asks why, then brings the desk back to a backup: one entry, which Undo takes back. */
export async function restoreBackup(backup: BackupRow): Promise<void> {
  const why = await reasons.ask({
    title: m.safety_restore_title(),
    text: m.safety_restore_text(),
    confirm: m.safety_restore_confirm(),
  });
  if (why === null) return;
  if ((await restore(backup.token, why)) !== null) safety.open = false;
}

export async function recover(token: string | null): Promise<Recovered | null> {
  return told(() => safety.recover(token));
}

/** What went wrong is told; null then. */
async function told<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    tell(error);
    return null;
  }
}
