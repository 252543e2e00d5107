/** What the safekeeping dialogs do. */
import { m } from "../i18n";
import { restoreBackup as restore, tell } from "../state/act.svelte";
import { reasons } from "../state/reasons.svelte";
import { safety, type BackupRow, type Recovered } from "../state/safety.svelte";
import { session } from "../state/session.svelte";
import { toasts } from "../state/toasts.svelte";

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

/** Takes the desk as it is, although this computer saw another: from then on it is signed again. */
export async function acceptDesk(): Promise<void> {
  await told(() => safety.acceptDesk());
}

export async function saveCheckpoint(): Promise<void> {
  const name = await told(() => safety.saveCheckpoint());
  if (name !== null) toasts.show({ text: m.safety_checkpoint_saved({ name }) });
}

export async function adoptCheckpoint(): Promise<void> {
  if ((await told(() => safety.adoptCheckpoint())) === true) toasts.show({ text: m.safety_adopted() });
}

/** Countersigns a colleague's checkpoint, and shows the key that they need to be told in person. */
export async function countersign(): Promise<void> {
  const key = await told(() => safety.countersignCheckpoint());
  if (key !== null) safety.ownKey = key;
}

/** Believes the countersignatures of a colleague's key from now on. */
export async function trust(key: string): Promise<void> {
  await told(() => safety.trust(key));
}

/** Shows what a time-stamping service would be sent. */
export async function startStamp(): Promise<void> {
  await told(() => safety.startStamp());
}

/** Asks the service over the network: the one thing here that does. */
export async function askStamp(authority: string): Promise<boolean> {
  return stamped(await told(() => safety.askStamp(authority)));
}

export async function readStamp(): Promise<boolean> {
  return stamped(await told(() => safety.readStamp()));
}

function stamped(authority: string | null): boolean {
  if (authority === null) return false;
  toasts.show({ text: m.stamp_kept({ authority: authority || m.proof_stamped_unnamed() }) });
  return true;
}

export async function saveStampQuery(): Promise<boolean> {
  const name = await told(() => safety.saveStampQuery());
  if (name === null) return false;
  toasts.show({ text: m.stamp_saved({ name }) });
  return true;
}

export async function showKey(): Promise<void> {
  await told(() => safety.showKey());
}

/** Asks why, then makes a new key; the old one is destroyed. */
export async function renewKey(revoked: boolean): Promise<void> {
  const why = await reasons.ask({
    title: revoked ? m.key_revoke_title() : m.key_renew_title(),
    text: m.key_renew_text(),
    confirm: revoked ? m.key_revoke_confirm() : m.key_renew_confirm(),
    danger: revoked,
  });
  if (why !== null) await told(() => safety.renewKey(revoked, why));
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
