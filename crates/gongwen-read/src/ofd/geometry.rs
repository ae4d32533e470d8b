//! Numbers as OFD writes them: boxes, transformations, offsets, paths. Lengths are millimetres.

/// Points of a millimetre.
pub(super) const POINTS: f32 = 72.0 / 25.4;

/// The numbers of an attribute (`ST_Array`); what is none is passed over.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = f32> + '_ {
    text.split([' ', '\t', '\r', '\n', ','])
        .filter_map(|word| word.parse::<f32>().ok())
        .filter(|n| n.is_finite())
}

/// A box (`ST_Box`): left, top, width, height.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Boundary {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Boundary {
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut numbers = numbers(text);
        let mut next = || numbers.next();
        Some(Self { x: next()?, y: next()?, width: next()?, height: next()? })
    }
}

/// A transformation, from the inside of an object to the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placing {
    matrix: [f32; 6],
    x: f32,
    y: f32,
}

impl Placing {
    /// Of the attributes `Boundary` and `CTM` of an object.
    pub(super) fn new(boundary: Boundary, ctm: Option<&str>) -> Self {
        let mut matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        if let Some(text) = ctm {
            let given: Vec<f32> = numbers(text).take(6).collect();
            if let Ok(given) = <[f32; 6]>::try_from(given) {
                matrix = given;
            }
        }
        Self { matrix, x: boundary.x, y: boundary.y }
    }

    /// A place on the page, in points.
    pub(super) fn point(&self, x: f32, y: f32) -> (f32, f32) {
        let (dx, dy) = self.vector(x, y);
        ((dx + self.matrix[4] + self.x) * POINTS, (dy + self.matrix[5] + self.y) * POINTS)
    }

    /// A direction and length, in millimetres of the page.
    pub(super) fn vector(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, ..] = self.matrix;
        (a * x + c * y, b * x + d * y)
    }

    /// How long a length along the line, and across it, is on the page.
    pub(super) fn scale(&self) -> (f32, f32) {
        let [a, b, c, d, ..] = self.matrix;
        (a.hypot(b), c.hypot(d))
    }
}

/// Offsets between characters (`DeltaX`, `DeltaY`): numbers, and `g COUNT OFFSET` for one that is repeated. No more
/// than `most` are given: a count may be anything.
pub(super) fn offsets(text: &str, most: usize) -> Vec<f32> {
    let mut offsets = Vec::new();
    let mut words = text.split_ascii_whitespace();
    while let Some(word) = words.next() {
        if offsets.len() >= most {
            break;
        }
        if word == "g" {
            let count = words.next().and_then(|word| word.parse::<usize>().ok());
            let offset = words.next().and_then(|word| word.parse::<f32>().ok());
            let (Some(count), Some(offset)) = (count, offset) else { break };
            offsets.extend(std::iter::repeat_n(offset, count.min(most - offsets.len())));
        } else {
            // One bad number must not shift the others.
            offsets.push(word.parse().unwrap_or(0.0));
        }
    }
    offsets
}

/// Straight pieces of a path (`AbbreviatedData`), shape by shape.
pub(super) fn shapes(data: &str) -> Vec<Vec<(f32, f32)>> {
    let mut shapes: Vec<Vec<(f32, f32)>> = Vec::new();
    let mut words = data.split_ascii_whitespace();
    while let Some(command) = words.next() {
        // How many numbers follow; the last two are where the piece ends.
        let count = match command {
            "S" | "M" | "L" => 2,
            "Q" => 4,
            "B" => 6,
            "A" => 7,
            "C" => 0,
            _ => continue,
        };
        let given: Vec<f32> = words.by_ref().take(count).filter_map(|word| word.parse().ok()).collect();
        if given.len() < count {
            break;
        }
        match (command, given.as_slice(), shapes.last_mut()) {
            ("S" | "M", &[x, y], _) => shapes.push(vec![(x, y)]),
            ("L", &[x, y], Some(shape)) => shape.push((x, y)),
            ("C", _, Some(shape)) => {
                if let Some(&first) = shape.first() {
                    shape.push(first);
                }
            }
            // A bow is no ruling line; the next piece begins at its end.
            ("Q" | "B" | "A", &[.., x, y], _) => shapes.push(vec![(x, y)]),
            _ => {}
        }
    }
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_offsets_are_written_out_within_bounds() {
        assert_eq!(offsets("5 g 3 2.5 1", 10), [5.0, 2.5, 2.5, 2.5, 1.0]);
        assert_eq!(offsets("g 4000000000 1", 3), [1.0, 1.0, 1.0]);
        assert_eq!(offsets("g x", 3), [] as [f32; 0]);
    }

    #[test]
    fn an_object_stands_in_its_box_under_its_transformation() {
        let boundary = Boundary::read("10 20 30 40").unwrap();
        let placing = Placing::new(boundary, Some("0.5 0 0 0.5 1 2"));
        let (x, y) = placing.point(4.0, 6.0);
        assert!((x / POINTS - 13.0).abs() < 0.001 && (y / POINTS - 25.0).abs() < 0.001);
        assert_eq!(placing.scale(), (0.5, 0.5));
    }

    #[test]
    fn paths_are_read_as_straight_pieces() {
        assert_eq!(shapes("M 0 0 L 10 0 L 10 5 C"), [vec![(0.0, 0.0), (10.0, 0.0), (10.0, 5.0), (0.0, 0.0)]]);
        assert_eq!(shapes("M 0 0 B 1 1 2 2 3 3 L 9 3"), [vec![(0.0, 0.0)], vec![(3.0, 3.0), (9.0, 3.0)]]);
        assert_eq!(shapes("L 1 1 M 2"), [] as [Vec<(f32, f32)>; 0]);
    }
}
