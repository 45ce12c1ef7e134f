use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use std::sync::Arc;

use super::*;
use crate::catalog::Catalog;
use crate::engine::Setup;
use crate::scenario::Scenario;
use crate::sdf::Grammar;
use crate::tape::{Settings, Stage};
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
    let at = ((30 + 12 + 2 * 24 + 1) * info.width + 12 + 1) as usize * 4;
    assert_eq!(pixels[at..at + 4], [0x5b, 0x93, 0xd6, 0xff]);
}

/// A window with these settings.
fn window(settings: &[(&str, &str)]) -> Window {
    let set = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Window::of(&Settings {
        window: settings.iter().map(set).collect(),
        ..Settings::default()
    })
}

/// A picture as it is read back: columns, rows, and a pixel of it.
fn picture(window: &Window) -> (u32, u32, impl Fn(u32, u32) -> Vec<u8> + use<>) {
    let bytes = Still::Png.draw(&screen(), window, "").unwrap();
    let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let depth = info.color_type.samples() as u32;
    let pixel = move |x: u32, y: u32| {
        let at = ((y * info.width + x) * depth) as usize;
        pixels[at..at + depth as usize].to_vec()
    };
    (info.width, info.height, pixel)
}

#[test]
fn corners_are_round_in_pictures_of_pixels_too() {
    // Without a margin one sees through them, even where cells would lie on them.
    for padding in ["12", "0"] {
        let (width, height, pixel) =
            picture(&window(&[("BorderRadius", "20"), ("Padding", padding)]));
        for (x, y) in [
            (0, 0),
            (width - 1, 0),
            (0, height - 1),
            (width - 1, height - 1),
        ] {
            assert_eq!(pixel(x, y)[3], 0, "{x} {y}");
        }
        let cuts = (0..20).map(|x| pixel(x, 0)[3]).filter(|seen| *seen == 0);
        assert!((8..20).contains(&cuts.count()));
        assert_eq!(pixel(width / 2, 0)[3], 0xff);
    }
    // With one it is seen there, and the frame goes round.
    let (_, _, pixel) = picture(&window(&[
        ("BorderRadius", "20"),
        ("Margin", "10"),
        ("MarginFill", "\"#ff0080\""),
    ]));
    let fill = vec![0xff, 0, 0x80];
    assert_eq!((pixel(0, 0), pixel(10, 10)), (fill.clone(), fill.clone()));
    assert_eq!(pixel(10 + 20, 10), vec![0x3a, 0x44, 0x4d]);
    let (_, _, pixel) = picture(&window(&[("BorderRadius", "0")]));
    assert_eq!(pixel(0, 0), vec![0x3a, 0x44, 0x4d]);
}

#[test]
fn lights_are_discs_or_rings() {
    let middle = |bar: &str| {
        let (width, _, pixel) = picture(&window(&[("WindowBar", bar)]));
        [15, width - 15].map(|x| pixel(x, 15)[..3].to_vec())
    };
    let (red, ground) = (vec![0xff, 0x4f, 0x4d], vec![0x12, 0x16, 0x1b]);
    assert_eq!(middle("Colorful"), [red.clone(), ground.clone()]);
    assert_eq!(middle("ColorfulRight"), [ground.clone(), red]);
    let (_, _, pixel) = picture(&window(&[("WindowBar", "Rings")]));
    assert_eq!(pixel(15, 15)[..3], ground);
    assert_eq!(pixel(15 + 5, 15)[..3], [0x3a, 0x44, 0x4d]);
}

#[test]
fn letters_of_a_size_are_as_large_in_pixels_as_in_drawings() {
    for size in ["10", "22", "30", "53"] {
        let window = window(&[("FontSize", size), ("Padding", "60")]);
        let (width, height, _) = picture(&window);
        let svg = svg::draw(&screen(), &window, "");
        let size: u32 = size.parse().unwrap();
        let attribute = |name: &str| -> u32 {
            let (_, rest) = svg.split_once(name).unwrap();
            rest.split('"').next().unwrap().parse().unwrap()
        };
        // Cells have whole pixels.
        assert!(width.abs_diff(attribute("width=\"")) <= 12, "{size}");
        assert!(height.abs_diff(attribute("height=\"")) <= 3, "{size}");
        assert_eq!(width, 12 * ((size * 6 + 5) / 10) + 120);
    }
}

#[test]
fn a_picture_that_nothing_could_hold_is_refused() {
    let largest = Screen {
        buffer: Buffer::empty(Rect::new(0, 0, 500, 200)),
        cursor: None,
    };
    assert!(Still::Png.draw(&largest, &Window::default(), "").is_ok());
    let told = Still::Png.draw(&largest, &window(&[("FontSize", "96")]), "");
    let told = told.unwrap_err().to_string();
    assert!(
        told.contains("29024 by 23054 pixels: set fewer Columns"),
        "{told}"
    );
}

#[test]
fn a_smaller_screen_leaves_nothing_of_the_larger_one_before_it() {
    let small = Screen {
        buffer: Buffer::empty(Rect::new(0, 0, 4, 2)),
        cursor: None,
    };
    let scene = |millis, screen: &Screen| Scene {
        at: crate::sim::Span::from_millis(millis),
        what: What::Screen(screen.clone()),
    };
    let film = Film {
        title: String::new(),
        began: 0,
        scenes: vec![scene(0, &screen()), scene(500, &small)],
        length: crate::sim::Span::from_millis(1_000),
        idle: None,
        is_well: true,
    };
    let bytes = Movie::Gif.write(&film, &Window::default()).unwrap();
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut reader = options.read_info(&bytes[..]).unwrap();
    let first = reader.read_next_frame().unwrap().unwrap();
    // One sees through its corners.
    assert_eq!(
        (first.width, first.height),
        (12 * 12 + 24, 3 * 24 + 24 + 30)
    );
    assert_eq!(first.buffer[3], 0);
    let second = reader.read_next_frame().unwrap().unwrap();
    // All cells are blank again, up to the last of the larger screen.
    let right = u32::from(second.left) + u32::from(second.width);
    let bottom = u32::from(second.top) + u32::from(second.height);
    assert!(right > 12 + 11 * 12 && bottom > 30 + 12 + 2 * 24);
    let ground = [0x12, 0x16, 0x1b, 0xff];
    assert!(second.buffer.chunks(4).all(|pixel| pixel == ground));
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
    // A player of casts draws the edges around the screen so.
    let film = |screen: Screen| Film {
        title: String::new(),
        began: 0,
        scenes: vec![Scene {
            at: crate::sim::Span::ZERO,
            what: What::Screen(screen),
        }],
        length: crate::sim::Span::ZERO,
        idle: None,
        is_well: true,
    };
    let cast = cast::write(&film(in_theme("light")), Version::Three);
    assert!(
        cast.contains(&format!("\"bg\":\"{}\"", light.hex())),
        "{cast}"
    );
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
