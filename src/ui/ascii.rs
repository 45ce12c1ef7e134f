//! Rules, frames and signs for terminals that have nothing but ASCII for them.

use ratatui::buffer::Buffer;

/// Puts ASCII in the place of all that frames and signs are made of.
pub(super) fn replace(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let ascii = match cell.symbol() {
            "─" => '-',
            "═" => '=',
            "│" => '|',
            "┌" | "┐" | "└" | "┘" => '+',
            "…" => '~',
            _ => continue,
        };
        cell.set_char(ascii);
    }
}
