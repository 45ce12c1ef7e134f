//! The pictures in the README show what the program draws now.
//!
//! Each is what a tape in `tests/pictures` leaves on the screen. When one is meant to
//! change: `vmcons export tests/pictures/NAME.tape -o tests/pictures/NAME.svg`.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

use vmcons::cli::tapes::find;

#[test]
fn every_picture_is_current() {
    let tapes = find(&[Path::new("tests/pictures").to_owned()]).files;
    assert!(tapes.len() >= 3);
    let readme = fs::read_to_string("README.md").unwrap();
    for tape in tapes {
        let stored = tape.with_extension("svg");
        let name = stored.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(
            readme.contains(&format!("](tests/pictures/{name})")),
            "{name} is in no README"
        );
        let now = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&name);
        let output = Command::new(env!("CARGO_BIN_EXE_vmcons"))
            .args([
                "export",
                tape.to_str().unwrap(),
                "-o",
                now.to_str().unwrap(),
            ])
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let [now, stored] = [now, stored].map(|file| fs::read_to_string(file).unwrap());
        assert!(
            now == stored,
            "{name} is not what `vmcons export` draws now"
        );
    }
}
