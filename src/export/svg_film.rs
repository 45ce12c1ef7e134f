//! A film as a drawing that moves: each row of cells is there as long as it looks the
//! same, so that the size follows what changes and not how often.

use std::fmt::Write as _;

use super::film::Film;
use super::svg;
use super::window::Window;
use crate::sim::Span;

/// A row of cells that looks the same for a while.
struct Strip {
    from: Span,
    to: Span,
    drawn: String,
}

/// A film as an SVG document that plays for ever. Its size is that of the largest screen.
pub(super) fn draw(film: &Film, window: &Window) -> String {
    let screens = film.screens();
    let (columns, rows) = film.largest();
    let mut strips: Vec<Vec<Strip>> = (0..rows).map(|_| Vec::new()).collect();
    for (from, to, screen) in &screens {
        for ((y, row), strips) in (0_u16..).zip(screen.rows()).zip(&mut strips) {
            let drawn = svg::row(screen, y, &row);
            match strips.last_mut() {
                Some(last) if last.drawn == drawn && last.to == *from => last.to = *to,
                _ => strips.push(Strip {
                    from: *from,
                    to: *to,
                    drawn,
                }),
            }
        }
    }
    // One clock, which begins anew when it ends, drives all strips.
    let length = seconds(film.length.max(Span::from_millis(1)));
    let mut cells = format!(
        "<rect width=\"0\" height=\"0\"><animate id=\"film\" attributeName=\"x\" \
         begin=\"0s;film.end\" dur=\"{length}s\" values=\"0\"/></rect>\n"
    );
    for strip in strips
        .iter()
        .flatten()
        .filter(|strip| !strip.drawn.is_empty())
    {
        let (from, to) = (seconds(strip.from), seconds(strip.to));
        writeln!(
            cells,
            "<g visibility=\"hidden\"><set attributeName=\"visibility\" to=\"visible\" \
             begin=\"film.begin+{from}s\" end=\"film.begin+{to}s\"/>\n{}</g>",
            strip.drawn
        )
        .unwrap_or(());
    }
    let window = match screens.first() {
        Some((_, _, screen)) => window.worn_by(screen),
        None => window.clone(),
    };
    svg::document((columns, rows), &window, &film.title, &cells)
}

fn seconds(span: Span) -> String {
    let millis = span.millis();
    format!("{}.{:03}", millis / 1000, millis % 1000)
}
