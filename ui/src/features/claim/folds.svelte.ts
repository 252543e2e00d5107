/** Which parts of the dossier are folded away: the same for every claim, until the window closes. */
export const folds = $state({
  evidence: true,
  verdict: true,
  signing: true,
  places: true,
  details: false,
  history: true,
});
