/** Sign-off in the dossier: by a second person, stale with what changed, signed again, refused with a reason. */
import { screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { session } from "../../src/state/session.svelte";
import { because, field, fill, settled, stage, user } from "./stage";

const section = (): HTMLElement => screen.getByRole("region", { name: "Sign-off" });
const form = (): HTMLElement | null => document.querySelector("[data-dossier-form]");

async function sit(name: string): Promise<void> {
  await settled(() => expect(session.desk).not.toBeNull());
  const editor = session.desk?.editors.find((one) => one.name === name);
  await session.sit(editor?.id ?? "");
}

test("a sign-off that is stale says what changed, and its own checker reads why they cannot sign", async () => {
  const { desk, sarin } = await stage();
  const mine = [...desk.ledger.tables.sign_off.values()].find((one) => one.claim === sarin);
  expect(mine?.stale).toBe(true);
  expect(within(section()).getByText("Stale")).toBeTruthy();
  const changes = within(section()).getByRole("list", { name: /different since/ });
  expect(within(changes).getAllByText("Rebuttal added").length).toBeGreaterThan(0);
  expect(within(section()).getByText(/You gave this verdict/)).toBeTruthy();
  expect(within(section()).queryByRole("button", { name: /^Sign (again|off)/ })).toBeNull();
  await user.keyboard("o");
  expect(form()).toBeNull();
});

test("a second editor signs again by key, says why in spite of open rebuttals, and withdraws with a reason", async () => {
  const { given, sarin, desk } = await stage();
  await sit("Second editor");
  await settled(() => within(section()).getByRole("button", { name: /^Sign again/ }));
  await user.keyboard("o");
  await settled(() => field(/^What you checked/));
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText(/Say what you checked/)).toBeTruthy();
  await fill(/^What you checked/, "Read against the report.");
  if (screen.queryByRole("textbox", { name: /^Why all the same/ }) !== null)
    await fill(/^Why all the same/, "The answer is due tomorrow.");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await settled(() => expect(form()).toBeNull());
  expect(given.at(-1)?.[0]).toMatchObject({
    do: "sign_off_claim",
    claim: sarin,
    note: "Read against the report.",
  });
  const signed = [...desk.ledger.tables.sign_off.values()].filter((one) => one.claim === sarin);
  expect(signed.map((one) => one.stale).sort()).toEqual([false, true]);
  await settled(() => expect(within(section()).getByText("Read against the report.")).toBeTruthy());
  await user.click(within(section()).getByRole("button", { name: "Withdraw the sign-off" }));
  await because("Read it again.");
  await settled(() =>
    expect(given.at(-1)).toEqual([{ do: "withdraw_sign_off", claim: sarin }, "Read it again."]),
  );
});
