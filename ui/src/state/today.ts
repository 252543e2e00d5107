/** The day against which deadlines are held: today, or, at a past moment, the day of that moment. */
import { moment } from "./moment.svelte";
import { session } from "./session.svelte";

/** A moment's day on this computer's calendar, as `2017-06-29`. */
export function dayOf(at: Date): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Reactive where it is read in a component. */
export function today(): string {
  const then = moment.isPast ? session.desk?.head.at : null;
  return dayOf(then ? new Date(then) : new Date());
}
