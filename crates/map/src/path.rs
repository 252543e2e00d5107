//! Paths of absolute places, `M L C H V A Z`, as `sign.rs` and `arrows.rs` write them: moved, or turned round.

use crate::drawing::{Point, number};

/// What is done to the numbers of a path.
#[derive(Clone, Copy)]
enum Change {
    Move(Point),
    Turn(f64),
}

impl Change {
    fn x(self, x: f64) -> f64 {
        match self {
            Self::Move(by) => x + by.x,
            Self::Turn(width) => width - x,
        }
    }

    fn y(self, y: f64) -> f64 {
        match self {
            Self::Move(by) => y + by.y,
            Self::Turn(_) => y,
        }
    }

    /// The flag of an arc that says which way round it runs.
    fn sweep(self, flag: f64) -> f64 {
        match self {
            Self::Move(_) => flag,
            Self::Turn(_) => 1.0 - flag,
        }
    }
}

/// A path, moved.
pub(crate) fn moved(path: &str, by: Point) -> String {
    changed(path, Change::Move(by))
}

/// A path as it is seen in a mirror: what stood at the left of a picture so wide stands at its right.
pub(crate) fn turned(path: &str, width: f64) -> String {
    changed(path, Change::Turn(width))
}

fn changed(path: &str, change: Change) -> String {
    let mut out = String::with_capacity(path.len() + 16);
    for part in commands(path) {
        let (letter, rest) = part.split_at(1);
        let value = |(at, value): (usize, f64)| match (letter, at) {
            ("H", _) | ("A", 5) => change.x(value),
            ("V", _) | ("A", 6) => change.y(value),
            ("A", 4) => change.sweep(value),
            // Radii and angle of an arc, and whether it is the longer one, stay.
            ("A", _) => value,
            (_, at) if at.is_multiple_of(2) => change.x(value),
            _ => change.y(value),
        };
        let numbers = rest.split_whitespace().filter_map(|number| number.parse().ok()).enumerate();
        out.push_str(letter);
        out.push_str(&numbers.map(|one| number(value(one))).collect::<Vec<_>>().join(" "));
    }
    out
}

/// The commands of a path, each with its numbers.
fn commands(path: &str) -> Vec<&str> {
    let starts: Vec<usize> =
        path.char_indices().filter(|(_, letter)| letter.is_ascii_alphabetic()).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([path.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| path.get(*start..end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::Face;
    use crate::sign::Sign;

    #[test]
    fn shapes_move_as_a_whole() {
        let by = Point::new(10.0, 100.0);
        for sign in [Sign::Up, Sign::Ring, Sign::Rings, Sign::Turn, Sign::Square, Sign::Cross, Sign::Tick] {
            let at_origin = sign.at(Point::new(4.0, 6.0), 9.0, Face::Ink).path;
            let there = sign.at(Point::new(14.0, 106.0), 9.0, Face::Ink).path;
            let norm = |path: &str| moved(path, Point::new(0.0, 0.0));
            assert_eq!(moved(&at_origin, by), norm(&there), "{sign:?}");
        }
    }

    #[test]
    fn shapes_turn_round_and_back() {
        assert_eq!(turned("M1 2L3 4C5 6 7 8 9 10H11V12Z", 20.0), "M19 2L17 4C15 6 13 8 11 10H9V12Z");
        assert_eq!(turned("M1 2A3 3 0 1 1 5 2Z", 20.0), "M19 2A3 3 0 1 0 15 2Z");
        let turn = Sign::Turn.at(Point::new(4.0, 6.0), 9.0, Face::Ink).path;
        assert_eq!(turned(&turned(&turn, 8.0), 8.0), turn);
    }
}
