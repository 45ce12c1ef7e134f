//! Writes what somebody has copied into a file of its own.

use std::fs::File;
use std::io::{self, Write};

/// Writes a text into a new file, and says what came of it.
pub(super) fn save(file: &str, text: &str) -> String {
    let written = File::create_new(file).and_then(|mut to| to.write_all(text.as_bytes()));
    match written {
        Ok(()) => {
            let whole = std::path::absolute(file);
            let path = whole.map_or_else(|_| file.to_owned(), |path| path.display().to_string());
            format!("{} lines written: {path}", text.lines().count())
        }
        // Nobody's file is lost by a name that was thought to be free.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            format!("{file} is there already: s takes another name")
        }
        Err(error) => format!("{file}: {error}; s takes another name"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_stays_as_it_is() {
        let folder = std::env::temp_dir().join(format!("vmcons-saving-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("lines.txt");
        let name = file.to_str().unwrap();
        let told = save(name, "ONE\nTWO\n");
        assert_eq!(told, format!("2 lines written: {name}"));
        assert!(save(name, "THREE\n").contains("is there already"));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "ONE\nTWO\n");
        let nowhere = folder.join("no").join("lines.txt");
        assert!(save(nowhere.to_str().unwrap(), "ONE").contains("another name"));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
