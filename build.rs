//! Lists the data files that are built into the program, so that a new command,
//! message class, theme or world is a new file and no change of code.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const FOLDERS: [(&str, &str, &str); 6] = [
    ("COMMANDS", "grammar/commands", "sdf"),
    ("MESSAGES", "grammar/messages", "toml"),
    ("THEMES", "themes", "toml"),
    ("WORLDS", "src/builtin/worlds", "toml"),
    ("DEMOS", "src/builtin/demos", "tape"),
    ("LESSONS", "src/builtin/lessons", "toml"),
];

fn main() -> io::Result<()> {
    let mut code = String::new();
    for (name, folder, ending) in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        writeln!(code, "/// The files of `{folder}`, by path.").map_err(io::Error::other)?;
        writeln!(code, "pub const {name}: &[File] = &[").map_err(io::Error::other)?;
        for path in files(folder, ending)? {
            let full = fs::canonicalize(&path)?;
            writeln!(
                code,
                "    File {{ path: {:?}, text: include_str!({:?}) }},",
                path.display().to_string(),
                full.display().to_string()
            )
            .map_err(io::Error::other)?;
        }
        code.push_str("];\n");
    }
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("no OUT_DIR"))?;
    fs::write(Path::new(&out).join("files.rs"), code)
}

fn files(folder: &str, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
