use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use std::sync::Arc;

use super::*;
use crate::catalog::Catalog;
use crate::engine::Setup;
use crate::scenario::Scenario;
use crate::sdf::Grammar;
use crate::tape::Stage;
use crate::ui::Theme;

fn stage() -> Stage {
    let setup = Setup {
        scenario: Scenario::builtin("small").unwrap(),
        grammar: Arc::new(Grammar::builtin().unwrap()),
        catalog: Arc::new(Catalog::builtin().unwrap()),
    };
    Stage::new(setup, Theme::builtin().unwrap(), 80, 24)
}

fn screen() -> Screen {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 3));
    buffer.set_string(0, 0, "┌─ <A&B> ─┐", Style::new());
    buffer.set_string(0, 1, "│", Style::new());
    let style = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
    buffer.set_string(1, 1, "two  words", style);
    buffer.set_string(0, 2, "日本 x", Style::new().bg(Color::Blue));
    Screen {
        buffer,
        cursor: Some(Position::new(11, 1)),
    }
}

fn drawn(still: Still, title: &str) -> String {
    let bytes = still.draw(&screen(), &Window::default(), title).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_ending_of_a_file_says_what_to_write() {
    assert_eq!(Format::of("a/b.SVG"), Ok(Format::Still(Still::Svg)));
    assert_eq!(Format::of("x.gif"), Ok(Format::Movie(Movie::Gif)));
    let error = Format::of("x.mp4").unwrap_err();
    assert!(
        error
            .to_string()
            .contains(".svg, .png, .txt, .ansi, .cast, .gif, .jsonl")
    );
}

#[test]
fn plain_text_has_the_characters_alone() {
    assert_eq!(drawn(Still::Text, ""), "┌─ <A&B> ─┐\n│two  words\n日本 x\n");
}

#[test]
fn ansi_switches_styles_and_ends_each_line_plainly() {
    let text = drawn(Still::Ansi, "");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[1], "│\u{1b}[0;1;31mtwo  words\u{1b}[0m");
    assert_eq!(lines[2], "\u{1b}[0;44m日本 x\u{1b}[0m");
}

#[test]
fn a_drawing_is_well_formed_and_its_text_can_be_read() {
    let svg = drawn(Still::Svg, "a < b");
    let mut reader = quick_xml::Reader::from_str(&svg);
    let mut texts = String::new();
    let mut is_text = false;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) => is_text = tag.name().as_ref() == "text",
            quick_xml::events::Event::Text(text) if is_text => {
                texts.push_str(&text);
            }
            _ => {}
        }
    }
    assert!(texts.contains("two  words"), "{texts}");
    assert!(!svg.contains('─') && svg.contains("<path"));
    assert!(svg.contains("&lt;A&amp;B&gt;"));
}

#[test]
fn a_picture_of_pixels_has_the_size_of_its_cells_and_window() {
    let bytes = Still::Png.draw(&screen(), &Window::default(), "").unwrap();
    let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.width, info.height), (12 * 12 + 24, 3 * 24 + 24 + 30));
    // The first cell of the third row has a blue ground, in front of the wide letters.
    let at = ((30 + 12 + 2 * 24 + 1) * info.width + 12 + 1) as usize * 3;
    assert_eq!(pixels[at..at + 3], [0x5b, 0x93, 0xd6]);
}

#[test]
fn the_window_has_the_colours_of_the_theme() {
    let in_theme = |name: &str| {
        let mut stage = stage();
        stage.wear(name);
        stage.screen()
    };
    let ground = |name: &str| {
        let window = Window::default().worn_by(&in_theme(name));
        (window.ground, window.fill, window.grey)
    };
    let plain = Window::default();
    assert_eq!(ground("default"), (plain.ground, plain.fill, plain.grey));
    let (light, fill, grey) = ground("light");
    assert_eq!(light, fill);
    assert!(light.0 > 0xe0 && grey.0 < light.0, "{light:?} {grey:?}");
    let drawn = svg::draw(&in_theme("light"), &plain, "x");
    let frame = drawn
        .lines()
        .find(|line| line.contains("rx=\"7\""))
        .unwrap();
    assert!(
        frame.contains(&format!("fill=\"{}\"", light.hex())),
        "{frame}"
    );
}
