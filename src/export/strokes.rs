//! Box-drawing characters as strokes, so that lines meet at the edges of their cells
//! whatever font a reader has.

/// The four arms of a character: up, right, down, left.
type Arms = [Arm; 4];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arm {
    None,
    Light,
    Heavy,
    Double,
}

use Arm::{Double as D, Heavy as H, Light as L, None as N};

const ARMS: [(char, Arms); 44] = [
    ('─', [N, L, N, L]),
    ('━', [N, H, N, H]),
    ('│', [L, N, L, N]),
    ('┃', [H, N, H, N]),
    ('╌', [N, L, N, L]),
    ('╎', [L, N, L, N]),
    ('┄', [N, L, N, L]),
    ('┆', [L, N, L, N]),
    ('┌', [N, L, L, N]),
    ('┐', [N, N, L, L]),
    ('└', [L, L, N, N]),
    ('┘', [L, N, N, L]),
    ('├', [L, L, L, N]),
    ('┤', [L, N, L, L]),
    ('┬', [N, L, L, L]),
    ('┴', [L, L, N, L]),
    ('┼', [L, L, L, L]),
    ('┏', [N, H, H, N]),
    ('┓', [N, N, H, H]),
    ('┗', [H, H, N, N]),
    ('┛', [H, N, N, H]),
    ('┣', [H, H, H, N]),
    ('┫', [H, N, H, H]),
    ('┳', [N, H, H, H]),
    ('┻', [H, H, N, H]),
    ('╋', [H, H, H, H]),
    ('╭', [N, L, L, N]),
    ('╮', [N, N, L, L]),
    ('╰', [L, L, N, N]),
    ('╯', [L, N, N, L]),
    ('═', [N, D, N, D]),
    ('║', [D, N, D, N]),
    ('╔', [N, D, D, N]),
    ('╗', [N, N, D, D]),
    ('╚', [D, D, N, N]),
    ('╝', [D, N, N, D]),
    ('╠', [D, D, D, N]),
    ('╣', [D, N, D, D]),
    ('╦', [N, D, D, D]),
    ('╩', [D, D, N, D]),
    ('╬', [D, D, D, D]),
    ('╴', [N, N, N, L]),
    ('╶', [N, L, N, N]),
    ('╵', [L, N, N, N]),
];

/// A cell's place and size in a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

/// The rectangles that a symbol consists of; `None` if it is no line or block. `thick` is
/// the width of a light line.
pub(super) fn rectangles(symbol: &str, area: Area, thick: u32) -> Option<Vec<Area>> {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return None;
    };
    if let Some(block) = block(c, area) {
        return Some(vec![block]);
    }
    let (_, arms) = ARMS.iter().find(|(known, _)| *known == c)?;
    Some(lines(*arms, area, thick))
}

/// The same as the path of a drawing.
pub(super) fn path(symbol: &str, area: Area) -> Option<String> {
    let rectangles = rectangles(symbol, area, 1)?;
    let path = |Area {
                    x,
                    y,
                    width,
                    height,
                }| format!("M{x} {y}h{width}v{height}h-{width}z");
    Some(rectangles.into_iter().map(path).collect())
}

/// Full, half and lower-eighth blocks.
fn block(c: char, area: Area) -> Option<Area> {
    let Area {
        x,
        y,
        width,
        height,
    } = area;
    let below = |eighths: u32| {
        let part = height * eighths / 8;
        rectangle(x, y + height - part, width, part)
    };
    Some(match c {
        '█' => area,
        '▀' => rectangle(x, y, width, height / 2),
        '▌' => rectangle(x, y, width / 2, height),
        '▐' => rectangle(x + width / 2, y, width - width / 2, height),
        '▁'..='▇' => below(u32::from(c) - u32::from('▀')),
        _ => return None,
    })
}

/// A line is one or two rectangles for each arm, from the middle to the edge.
fn lines(arms: Arms, area: Area, thick: u32) -> Vec<Area> {
    let (middle_x, middle_y) = (area.x + area.width / 2, area.y + area.height / 2);
    let (right, bottom) = (area.x + area.width, area.y + area.height);
    let mut rectangles = Vec::new();
    for (place, arm) in arms.into_iter().enumerate() {
        for (offset, thickness) in strokes(arm) {
            let (offset, thickness) = (offset * thick, thickness * thick);
            // The middle belongs to every arm, so that corners are closed.
            let (x, y) = (middle_x + offset - 2 * thick, middle_y + offset - 2 * thick);
            let reach = thickness + if arm == D { 2 * thick } else { 0 };
            let back = reach - thick;
            rectangles.push(match place {
                0 => rectangle(
                    x,
                    area.y,
                    thickness,
                    (middle_y + reach - thick).saturating_sub(area.y),
                ),
                1 => rectangle(middle_x - back, y, right - middle_x + back, thickness),
                2 => rectangle(x, middle_y - back, thickness, bottom - middle_y + back),
                _ => rectangle(area.x, y, middle_x + back - area.x, thickness),
            });
        }
    }
    rectangles
}

/// The strokes of an arm: how far from two below the middle, and how thick.
fn strokes(arm: Arm) -> &'static [(u32, u32)] {
    match arm {
        N => &[],
        L => &[(2, 1)],
        H => &[(1, 3)],
        D => &[(1, 1), (3, 1)],
    }
}

fn rectangle(x: u32, y: u32, width: u32, height: u32) -> Area {
    Area {
        x,
        y,
        width,
        height,
    }
}
