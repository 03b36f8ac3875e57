//! Somebody who walks through the office as people do: she finds links, buttons and fields by the words she reads, and types no address but
//! the first. Several people walk side by side, each in a window of her own. Where one cannot go on, the test tells what was on her screen.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::browser::{WATCH, no_complaints};
use super::chromium::{Chromium, from_base64};

const EYES: &str = include_str!("walker.js");
/// How long somebody waits for a page.
const PATIENCE: Duration = Duration::from_secs(40);

/// Everybody who walks, and whose turn it is.
pub struct Walker {
    browser: Chromium,
    home: String,
    people: Vec<(String, String)>,
    who: String,
    keyboard: bool,
    pages: u32,
}

/// What was found on a page.
struct Found(Value);

impl Found {
    fn is(&self, name: &str) -> bool {
        self.0[name] == json!(true)
    }

    fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_default()
    }
}

impl Walker {
    /// Nobody yet; none where there is no browser.
    pub fn start(host: &str) -> Option<Self> {
        let browser = Chromium::start()?;
        Some(Self { browser, home: format!("http://{host}/"), people: Vec::new(), who: String::new(), keyboard: false, pages: 0 })
    }

    /// She opens the office in a window of her own and signs in.
    pub fn comes(&mut self, name: &str, password: &str) {
        self.opens(name);
        self.types("Имя", name);
        self.types("Пароль", password);
        self.press("Войти");
        assert_eq!(self.here(), "/", "{}", self.screen());
    }

    /// She opens the office in a window of her own: the only address that is ever typed.
    pub fn opens(&mut self, name: &str) {
        let window = self.browser.window();
        self.browser.call("Page.addScriptToEvaluateOnNewDocument", json!({"source": format!("{WATCH};{EYES}")}));
        self.browser.width(1280);
        name.clone_into(&mut self.who);
        self.people.push((name.to_owned(), window));
        let home = self.home.clone();
        self.browser.open(&home);
    }

    /// It is her turn: her window stands as she left it.
    pub fn turns_to(&mut self, name: &str) {
        let window = self.people.iter().find(|(one, _)| one == name).unwrap_or_else(|| panic!("{name} did not come"));
        name.clone_into(&mut self.who);
        let window = window.1.clone();
        self.browser.turn_to(&window);
    }

    /// It is her turn, and she begins with her day.
    pub fn day_of(&mut self, name: &str) {
        self.turns_to(name);
        self.goes_to("Сегодня");
    }

    /// Goes to a room of the rail; on a phone its list is opened first.
    pub fn goes_to(&mut self, room: &str) {
        if self.browser.value("walking.folded()") == json!(true) {
            let menu = self.find("menu", "", None);
            self.touch(&menu, "Enter");
        }
        self.goes("room", room, None);
    }

    /// She holds a phone.
    pub fn on_a_phone(&mut self) {
        self.browser.width(360);
    }

    /// From here on there is no mouse.
    pub fn by_keyboard(&mut self) {
        self.keyboard = true;
    }

    /// Presses what bears these words: a link, a button, the head of a fold.
    pub fn press(&mut self, words: &str) {
        self.goes("press", words, None);
    }

    /// Presses what bears these words, beside other words: in the same row or part of the page.
    pub fn press_at(&mut self, near: &str, words: &str) {
        self.goes("press", words, Some(near));
    }

    fn goes(&mut self, kind: &str, words: &str, near: Option<&str>) {
        let found = self.find(kind, words, near);
        self.browser.value("window.stays = true");
        self.touch(&found, "Enter");
        if found.is("leaves") {
            self.arrives(&format!("pressed «{words}»"));
        }
    }

    /// Waits for another page, whole, with nothing the browser complains of and nothing wider than its window.
    fn arrives(&mut self, after: &str) {
        let begin = Instant::now();
        // Letters that come late move what is to be pressed.
        let whole = "document.readyState === 'complete' && document.fonts.status === 'loaded' && Boolean(window.walking) && !window.stays";
        while self.browser.value(whole) != json!(true) {
            if begin.elapsed() > PATIENCE {
                panic!("{after}, and no page came\n{}", self.screen());
            }
            std::thread::sleep(Duration::from_millis(15));
        }
        no_complaints(&mut self.browser);
        let fits = self.browser.value("document.documentElement.scrollWidth <= innerWidth + 1");
        assert_eq!(fits, json!(true), "wider than the window\n{}", self.screen());
        self.pictured();
    }

    /// With `OBJEKTIV_SCREENSHOTS=folder`, a picture of every page on the way and its words, in the order they came.
    fn pictured(&mut self) {
        let Some(folder) = std::env::var_os("OBJEKTIV_SCREENSHOTS") else { return };
        let test = std::thread::current().name().unwrap_or("walk").rsplit("::").next().unwrap_or("walk").to_owned();
        self.pages += 1;
        let path = Path::new(&folder).join(format!("{test}-{:02}.png", self.pages));
        self.browser.picture(&path);
        std::fs::write(path.with_extension("txt"), self.screen()).unwrap();
    }

    /// Types into the field of these words, in place of what stands there.
    pub fn types(&mut self, field: &str, text: &str) {
        let found = self.find("field", field, None);
        if found.text("tag") == "SELECT" {
            return self.chooses(&found, field, text);
        }
        if found.text("type") == "date" {
            return self.picks_a_day(&found, text);
        }
        self.focus(&found);
        self.browser.value("walking.found.select()");
        self.browser.call("Input.insertText", json!({"text": text}));
        let stands = self.browser.value("walking.found.value");
        assert_eq!(stands, json!(text), "typed into «{field}»\n{}", self.screen());
    }

    /// By the keyboard a choice is made by the first letters of what is chosen, by the mouse from the list.
    fn chooses(&mut self, found: &Found, field: &str, option: &str) {
        if self.keyboard {
            self.focus(found);
            for letter in option.chars() {
                self.browser.letter(letter);
            }
            let chosen = self.browser.value("walking.found.selectedOptions[0].text.trim()");
            let chosen = chosen.as_str().unwrap_or_default().to_owned();
            assert!(chosen.starts_with(option), "«{field}» stands at «{chosen}», not at «{option}»\n{}", self.screen());
            return;
        }
        let wrong = self.browser.value(&format!("walking.choose({})", json!(option)));
        assert_eq!(wrong, json!(""), "«{option}» of «{field}»\n{}", self.screen());
    }

    fn picks_a_day(&mut self, found: &Found, day: &str) {
        if self.keyboard {
            self.focus(found);
            let (year, rest) = day.split_once('-').unwrap();
            let (month, of_month) = rest.split_once('-').unwrap();
            let digits = if self.browser.value("navigator.language").as_str().is_some_and(|lang| lang.starts_with("en-US")) {
                [month, of_month, year]
            } else {
                [of_month, month, year]
            };
            for digit in digits.concat().chars() {
                self.browser.letter(digit);
            }
        } else {
            self.browser.value(&format!("walking.day({})", json!(day)));
        }
        assert_eq!(self.browser.value("walking.found.value"), json!(day), "{}", self.screen());
    }

    /// This stands in the field.
    pub fn holds(&mut self, field: &str, text: &str) {
        self.find("field", field, None);
        assert_eq!(self.browser.value("walking.found.value"), json!(text), "«{field}»\n{}", self.screen());
    }

    /// Ticks a box or chooses one of several, by what stands at it.
    pub fn ticks(&mut self, words: &str) {
        let found = self.find("tick", words, None);
        if !found.is("checked") {
            self.touch(&found, " ");
        }
        assert_eq!(self.browser.value("walking.found.checked"), json!(true), "«{words}»\n{}", self.screen());
    }

    /// Chooses a file in the field of these words.
    pub fn chooses_file(&mut self, field: &str, file: PathBuf) {
        self.find("file", field, None);
        self.browser.value("walking.found.dataset.walked = 'yes'");
        self.browser.choose("[data-walked]", &[file]);
    }

    /// Chooses a file where files are dropped: it is sent at once, and another page follows.
    pub fn drops(&mut self, field: &str, file: PathBuf) {
        self.browser.value("window.stays = true; document.body.dataset.stays = 'yes'");
        self.chooses_file(field, file);
        let begin = Instant::now();
        // The answer comes as another page, or takes the place of this one.
        while self.browser.value("Boolean(document.body) && document.body.dataset.stays !== 'yes'") != json!(true) {
            assert!(begin.elapsed() < PATIENCE, "the file led nowhere\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(40));
        }
        self.browser.value("window.stays = false");
        self.arrives("dropped a file");
    }

    /// What the link of these words beside the name of a paper gives to be kept: its bytes.
    pub fn takes(&mut self, paper: &str, words: &str) -> Vec<u8> {
        let found = self.find("press", words, Some(paper));
        let address = found.text("address");
        assert!(!address.is_empty(), "«{words}» is no link\n{}", self.screen());
        if let Some((_, within)) = address.strip_prefix("data:").and_then(|data| data.split_once(";base64,")) {
            return from_base64(within);
        }
        let read = format!(
            "fetch({}).then(a => a.ok ? a.blob() : null).then(b => b && new Promise(done => {{ const r = new FileReader(); r.onload = () => done(r.result.split(',')[1]); r.readAsDataURL(b); }}))",
            json!(address)
        );
        let bytes = self.browser.value(&read);
        from_base64(bytes.as_str().unwrap_or_else(|| panic!("«{paper}» gives nothing\n{}", self.screen())))
    }

    /// Waits until these words stand on her page: what a script asks for comes a moment later.
    pub fn awaits(&mut self, words: &str) {
        let begin = Instant::now();
        while !self.page().contains(words) && begin.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(40));
        }
        self.sees(&[words]);
    }

    /// Each of these stands on her page, in these words.
    pub fn sees(&mut self, words: &[&str]) {
        let page = self.page();
        let lacks: Vec<&&str> = words.iter().filter(|words| !page.contains(**words)).collect();
        assert!(lacks.is_empty(), "does not see {lacks:?}\n{}", self.screen());
    }

    /// None of these stands on her page.
    pub fn sees_nothing_of(&mut self, words: &[&str]) {
        let page = self.page();
        let shown: Vec<&&str> = words.iter().filter(|words| page.contains(**words)).collect();
        assert!(shown.is_empty(), "sees {shown:?}\n{}", self.screen());
    }

    /// Whether there is something to press that bears these words.
    pub fn can_press(&mut self, words: &str) -> bool {
        let found = self.browser.value(&format!("walking.look('press', {}, null)", json!(words)));
        found["lacks"].is_null() || found["lacks"].as_str().is_some_and(|lacks| !lacks.starts_with("no "))
    }

    fn page(&mut self) -> String {
        self.browser.value("walking.read()").as_str().unwrap_or_default().to_owned()
    }

    fn here(&mut self) -> String {
        self.browser.value("walking.here()").as_str().unwrap_or_default().to_owned()
    }

    /// What is on her screen: told where she does not go on.
    fn screen(&mut self) -> String {
        let page = self.browser.value("walking.screen()");
        format!("— {} at {}", self.who, page.as_str().unwrap_or("no page"))
    }

    fn find(&mut self, kind: &str, words: &str, near: Option<&str>) -> Found {
        let found = self.browser.value(&format!("walking.look({}, {}, {})", json!(kind), json!(words), json!(near)));
        if let Some(lacks) = found["lacks"].as_str() {
            panic!("{lacks}\n{}", self.screen());
        }
        assert!(found.is_object(), "«{words}»: {found}\n{}", self.screen());
        Found(found)
    }

    /// Brings the keyboard to what was found.
    fn focus(&mut self, found: &Found) {
        if self.keyboard { self.tabs_to_it() } else { self.clicks(found) }
    }

    fn touch(&mut self, found: &Found, key: &str) {
        if self.keyboard {
            self.tabs_to_it();
            self.browser.press(key);
        } else {
            self.clicks(found);
        }
    }

    fn clicks(&mut self, found: &Found) {
        for kind in ["mousePressed", "mouseReleased"] {
            let at = json!({"type": kind, "x": found.0["x"], "y": found.0["y"], "button": "left", "clickCount": 1});
            self.browser.call("Input.dispatchMouseEvent", at);
        }
    }

    /// By Tab alone; of choices that belong together Tab reaches one, and the arrows the others.
    fn tabs_to_it(&mut self) {
        for _ in 0..300 {
            if self.browser.value("document.activeElement === walking.found") == json!(true) {
                let seen = "(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; })()";
                assert_eq!(self.browser.value(seen), json!(true), "the focus is not seen\n{}", self.screen());
                return;
            }
            let same = "walking.found.type === 'radio' && document.activeElement.type === 'radio' && document.activeElement.name === walking.found.name";
            let key = if self.browser.value(same) == json!(true) { "ArrowDown" } else { "Tab" };
            self.browser.press(key);
        }
        panic!("never reached by Tab\n{}", self.screen());
    }
}
