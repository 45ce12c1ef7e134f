//! Invariant 7 under load: however many lines come, while consoles are switched off and on
//! and their routing codes and filters change, each line is on each console that was to
//! show it, once and in order, and on no other.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::common::*;
use vmcons::catalog::RoutingCode;
use vmcons::console::{ConsoleId, Status};
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;

const WORLD: &str = r#"
schema = 1
[[server_unit]]
name = "SUA"
device = [{ mn = "CS", family = "kvp" }, { mn = "FAA4", family = "disk", pubset = "PRD" }]
[[vm]]
index = 2
name = "G2"
on = "SUA"
devices = ["CS", "FAA4"]
state = "RUNNING"
load = "hot"
guest = { chatter = "high" }
[[vm]]
index = 3
name = "G3"
on = "SUA"
state = "RUNNING"
guest = { chatter = "high" }
[[operating]]
on = "G2"
consoles = [
    { mn = "K0", codes = "ER" }, { mn = "K1", codes = "DT" }, { mn = "K2", codes = "ER" },
    { mn = "K3", codes = "R" }, { mn = "K4", codes = "" }, { mn = "K5", codes = "A" },
]
"#;
const CODES: [char; 6] = ['A', 'D', 'E', 'R', 'T', 'Z'];
/// What is ordered: the message that is sent, its class, and others.
const ORDERS: [&str; 3] = ["EXC0553", "EXC", "JMS"];
const FROM: &str = "G2";

/// Something that happens at the consoles of G2.
#[derive(Debug, Clone)]
enum Deed {
    /// So many letters go to all consoles with a code.
    Letters(usize, u32),
    /// A message of the system, with code R.
    Message,
    /// A console is switched off, or on.
    Switch(usize, bool),
    /// A console fails, or works again.
    Fail(usize, bool),
    /// A console gets a code, or loses it.
    Code(usize, usize, bool),
    /// A console keeps all of a code away, or nothing any more.
    Filter(usize, usize, bool),
    /// A console orders messages, or cancels the order.
    Order(usize, usize, bool),
    /// A console wants nothing but what it has ordered, or all again.
    OnlyOrdered(usize, bool),
    /// A console asks to become the main console, which agrees.
    Main(usize),
    /// A question of a task.
    Question,
    /// So many seconds pass.
    Wait(u64),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0..CODES.len(), 1..40_u32).prop_map(|(code, count)| Deed::Letters(code, count)),
        4 => Just(Deed::Message),
        3 => (1..6_usize, any::<bool>()).prop_map(|(console, off)| Deed::Switch(console, off)),
        2 => (0..6_usize, any::<bool>()).prop_map(|(console, off)| Deed::Fail(console, off)),
        4 => (0..6_usize, 0..CODES.len(), any::<bool>())
            .prop_map(|(console, code, add)| Deed::Code(console, code, add)),
        2 => (1..6_usize, 0..CODES.len(), any::<bool>())
            .prop_map(|(console, code, add)| Deed::Filter(console, code, add)),
        2 => (0..6_usize, 0..ORDERS.len(), any::<bool>())
            .prop_map(|(console, order, add)| Deed::Order(console, order, add)),
        2 => (0..6_usize, any::<bool>()).prop_map(|(console, only)| Deed::OnlyOrdered(console, only)),
        1 => (1..6_usize).prop_map(Deed::Main),
        1 => Just(Deed::Question),
        2 => (0..600_u64).prop_map(Deed::Wait),
    ]
}

/// A line that was sent, and the consoles that were to show it.
struct Sent {
    text: String,
    to: Vec<ConsoleId>,
}

struct Flood {
    session: Session,
    /// The console of G2, by their places.
    consoles: Vec<ConsoleId>,
    sent: Vec<Sent>,
    letters: u32,
    /// What each console has ordered, and those that want nothing else.
    ordered: BTreeSet<(usize, &'static str)>,
    only_ordered: BTreeSet<usize>,
}

impl Flood {
    fn new() -> Self {
        let session = session_on(Scenario::load("world.toml", WORLD).unwrap());
        let names = ["G2", "G2:K1", "G2:K2", "G2:K3", "G2:K4", "G2:K5"];
        let consoles = names.iter().map(|name| session.console(name).unwrap());
        Flood {
            consoles: consoles.collect(),
            session,
            sent: Vec::new(),
            letters: 0,
            ordered: BTreeSet::new(),
            only_ordered: BTreeSet::new(),
        }
    }

    fn main(&self) -> ConsoleId {
        let all = self.session.consoles();
        let main = self.consoles.iter().find(|id| all.is_main(**id));
        *main.unwrap()
    }

    fn name(&self, console: usize) -> String {
        format!("K{console}")
    }

    /// The consoles that work and hold a code, by what the directory says of each.
    fn holders(&self, code: char) -> Vec<ConsoleId> {
        let code = RoutingCode::new(code).unwrap();
        let holds = |id: &&ConsoleId| {
            let known = self.session.consoles().get(**id).unwrap();
            known.status == Status::Operable && known.rights.codes.has(code)
        };
        self.consoles.iter().filter(holds).copied().collect()
    }

    fn at_main(&mut self, line: &str) {
        let main = self.main();
        self.session.submit(main, line);
        self.pass(1);
    }

    /// Enters a command, and says whether it was carried out.
    fn at(&mut self, console: usize, line: &str) -> bool {
        let id = self.consoles[console];
        let before = self.session.log().len_of(id);
        self.session.submit(id, line);
        self.pass(1);
        let ended = self.session.log().of(id, before).find_map(|r| r.code);
        ended.is_some_and(|code| code.sc1 == 0)
    }

    fn pass(&mut self, seconds: u64) {
        let to = self.session.now() + Span::from_secs(seconds);
        self.session.advance(to);
    }

    fn letters(&mut self, code: char, count: u32) {
        let main = self.main();
        for _ in 0..count {
            let text = format!("LETTER {:06}", self.letters);
            self.letters += 1;
            let to = self.holders(code);
            self.session.submit(main, &format!("<{code}%{text}"));
            self.sent.push(Sent { text, to });
        }
    }

    /// The name of a log file is in no other message.
    fn message(&mut self) {
        let main = self.main();
        let known = |id: &ConsoleId| {
            let rights = &self.session.consoles().get(*id).unwrap().rights;
            let code = RoutingCode::new('R').unwrap();
            !rights.filters.contains_key(&code)
        };
        let orders = |id: &ConsoleId| {
            let place = self.consoles.iter().position(|known| known == id).unwrap();
            let ordered = ["EXC0553", "EXC"].map(|key| self.ordered.contains(&(place, key)));
            (ordered.contains(&true), self.only_ordered.contains(&place))
        };
        // Whoever has ordered it gets it whatever its codes are.
        let works =
            |id: &ConsoleId| self.session.consoles().get(*id).unwrap().status == Status::Operable;
        let held = self.holders('R');
        let sent_to = |id: &&ConsoleId| held.contains(*id) || (orders(id).0 && works(id));
        let holders: Vec<_> = self.consoles.iter().filter(sent_to).copied().collect();
        let to = if holders.is_empty() {
            vec![main]
        } else {
            holders
        };
        let wants = |id: &ConsoleId| orders(id).0 || !orders(id).1;
        let to = to.into_iter().filter(|id| known(id) && wants(id)).collect();
        let before = self.session.log().len_of(main);
        let files = self.session.conslogs();
        let open = files.iter().rfind(|file| file.system == FROM);
        let opened = open
            .map_or("001.001", |file| file.name.split_at(23).1)
            .to_owned();
        self.at_main("/CHANGE-CONSLOG-FILE");
        // The main console need not hold the code, but then nobody else does.
        let ended = self.session.log().of(main, before).find_map(|r| r.code);
        if ended.is_some_and(|code| code.sc1 == 0) {
            let text = format!("{opened}' CLOSED");
            self.sent.push(Sent { text, to });
        }
    }

    fn carry_out(&mut self, deed: &Deed) {
        match deed {
            Deed::Letters(code, count) => self.letters(CODES[*code], *count),
            Deed::Message => self.message(),
            Deed::Switch(console, off) => {
                let word = if *off { "OFF" } else { "ON" };
                let name = self.name(*console);
                self.at_main(&format!("/CONSOLE SWITCH,{word}=({name})"));
            }
            Deed::Fail(console, off) => {
                let word = if *off { "" } else { "clear " };
                let name = self.name(*console);
                let fault = format!("{word}console-loss G2:{name}");
                self.session.inject(&fault).unwrap();
                self.pass(1);
            }
            Deed::Code(console, code, add) => {
                let word = if *add { "ADD" } else { "DELETE" };
                let (name, code) = (self.name(*console), CODES[*code]);
                self.at_main(&format!("/ASR {word},CODE=({code}),CONSOLE=({name})"));
            }
            Deed::Filter(console, code, add) => {
                let word = if *add { "ADD" } else { "REMOVE" };
                let line = format!(
                    "/{word}-CONSOLE-FILTER FILTER=*ALL,ROUTING-CODE={}",
                    CODES[*code]
                );
                self.session.submit(self.consoles[*console], &line);
                self.pass(1);
            }
            Deed::Order(console, order, add) => {
                let (word, order) = (if *add { "ADD" } else { "REMOVE" }, ORDERS[*order]);
                let line = format!("/MODIFY-MSG-SUBSCRIPTION {word}-MSG-ID={order}");
                if self.at(*console, &line) {
                    match add {
                        true => self.ordered.insert((*console, order)),
                        false => self.ordered.remove(&(*console, order)),
                    };
                }
            }
            Deed::OnlyOrdered(console, only) => {
                let word = if *only { "*NO" } else { "*YES" };
                let line = format!("/MODIFY-MSG-SUBSCRIPTION DELIVER-OTHER-MSG={word}");
                if self.at(*console, &line) {
                    match only {
                        true => self.only_ordered.insert(*console),
                        false => self.only_ordered.remove(console),
                    };
                }
            }
            Deed::Main(console) => {
                let console = self.consoles[*console];
                self.session
                    .submit(console, "/REQUEST-MAIN-CONSOLE-FUNCTIONS");
                self.pass(1);
                self.at_main("TSN9.Y");
            }
            Deed::Question => self.session.inject("label-lock G2").unwrap(),
            Deed::Wait(seconds) => self.pass(*seconds),
        }
    }

    /// Each line is where it was to be, once; nothing is lost, doubled or out of order.
    fn check(&self) {
        let log = self.session.log();
        let all: Vec<_> = log.since(0).collect();
        assert!(all.is_sorted_by_key(|record| record.at));
        for (id, known) in self.session.consoles().iter() {
            let own = all.iter().filter(|record| record.console == id);
            assert!(log.of(id, 0).eq(own.cloned()), "{}", known.name);
        }
        for sent in &self.sent {
            let shows = |record: &&vmcons::console::Record<'_>| {
                !record.kind.is_echo() && record.text.ends_with(&sent.text)
            };
            let mut shown: Vec<_> = all.iter().filter(shows).map(|r| r.console).collect();
            shown.sort_unstable();
            assert_eq!(shown, sent.to, "{}", sent.text);
        }
        // The log of the system has all of it, once.
        let files = self.session.conslogs();
        let lines = files.iter().filter(|file| file.system == FROM);
        let text: String = lines.map(|file| file.text.as_str()).collect();
        for sent in self.sent.iter().filter(|sent| !sent.to.is_empty()) {
            let lines = text
                .lines()
                .filter(|line| !line.contains(" /") && !line.contains('<'));
            let count = lines.filter(|line| line.ends_with(&sent.text)).count();
            assert_eq!(count, 1, "{}", sent.text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_are_where_they_were_to_be(deeds in proptest::collection::vec(deed(), 0..40)) {
        let mut flood = Flood::new();
        for deed in &deeds {
            flood.carry_out(deed);
        }
        flood.check();
    }
}

/// Twenty thousand letters on three consoles each.
#[test]
fn a_flood_is_shown_line_by_line() {
    let mut session = session_on(Scenario::load("world.toml", WORLD).unwrap());
    let main = session.console(FROM).unwrap();
    let before = ["G2", "G2:K2", "G2:K3", "G2:K1", "G3", "SUA"]
        .map(|name| session.log().len_of(session.console(name).unwrap()));
    for number in 0..20_000 {
        session.submit(main, &format!("<R%{number}"));
    }
    let counts = ["G2", "G2:K2", "G2:K3", "G2:K1", "G3", "SUA"]
        .map(|name| session.log().len_of(session.console(name).unwrap()));
    let new: Vec<usize> = counts
        .iter()
        .zip(before)
        .map(|(now, then)| now - then)
        .collect();
    assert_eq!(new, [40_000, 20_000, 20_000, 0, 0, 0]);
    let shown = session.log().of(session.console("G2:K3").unwrap(), 0);
    assert!(
        shown
            .enumerate()
            .all(|(place, record)| *record.text == *place.to_string())
    );
}
