//! Things in a row that want to stand somewhere and may not cover each other.

/// Moves things as little as possible (in squares) so that each stands at least its gap after the one
/// before. `wishes` are where they would stand, in order; `gaps[n]` is between `n` and `n + 1`.
///
/// This is isotonic regression by pooling neighbours that are in each other's way.
pub(crate) fn settle(wishes: &[f64], gaps: &[f64]) -> Vec<f64> {
    // Without the gaps, what is asked for is that no one stands before the one before.
    let mut before = Vec::with_capacity(wishes.len());
    let mut sum = 0.0;
    for at in 0..wishes.len() {
        before.push(sum);
        sum += gaps.get(at).copied().unwrap_or(0.0);
    }
    let mut pools: Vec<(f64, usize)> = Vec::with_capacity(wishes.len());
    for (wish, gap) in wishes.iter().zip(&before) {
        let mut pool = (wish - gap, 1_usize);
        while let Some((mean, many)) = pools.pop_if(|(mean, _)| *mean > pool.0) {
            let all = many + pool.1;
            pool = ((mean * share(many, all)) + (pool.0 * share(pool.1, all)), all);
        }
        pools.push(pool);
    }
    let means = pools.into_iter().flat_map(|(mean, many)| std::iter::repeat_n(mean, many));
    means.zip(before).map(|(mean, gap)| mean + gap).collect()
}

#[expect(clippy::cast_precision_loss, reason = "no picture has 2^52 boxes")]
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_room_stays_and_what_has_not_shares() {
        assert_eq!(settle(&[0.0, 100.0], &[10.0]), [0.0, 100.0]);
        assert_eq!(settle(&[0.0, 0.0], &[10.0]), [-5.0, 5.0]);
        let placed = settle(&[5.0, 3.0, 4.0, 90.0], &[10.0, 10.0, 10.0]);
        assert!(placed.windows(2).all(|pair| pair[1] - pair[0] >= 10.0 - 1e-9), "{placed:?}");
        assert_eq!(placed[3], 90.0);
        assert!(settle(&[], &[]).is_empty());
    }
}
