//! How a guest system changes its memory while it runs.

/// What a guest does to its memory: the two numbers that iterative pre-copy depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Megabytes written anew each second.
    pub dirty_mb_s: u64,
    /// How many different megabytes these writes touch.
    pub working_set_mb: u64,
}

impl Load {
    /// The names that a scenario may give a load, with what they stand for.
    pub const NAMED: [(&'static str, Load); 5] = [
        (
            "idle",
            Load {
                dirty_mb_s: 1,
                working_set_mb: 32,
            },
        ),
        (
            "office",
            Load {
                dirty_mb_s: 15,
                working_set_mb: 256,
            },
        ),
        (
            "oltp",
            Load {
                dirty_mb_s: 70,
                working_set_mb: 1024,
            },
        ),
        (
            "batch",
            Load {
                dirty_mb_s: 200,
                working_set_mb: 2048,
            },
        ),
        (
            "hot",
            Load {
                dirty_mb_s: 4000,
                working_set_mb: 6144,
            },
        ),
    ];

    /// That of a VM without a loaded system.
    pub const NONE: Load = Load {
        dirty_mb_s: 0,
        working_set_mb: 0,
    };

    /// All memory, faster than any link carries it.
    pub const SURGE: Load = Load {
        dirty_mb_s: 1_000_000,
        working_set_mb: u64::MAX,
    };

    /// The load of this name.
    pub fn named(name: &str) -> Option<Load> {
        Self::NAMED
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, load)| *load)
    }
}
