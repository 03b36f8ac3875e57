//! A real browser, spoken to over the DevTools protocol through a pipe: no driver, no socket, no library.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const PATIENCE: Duration = Duration::from_secs(60);

/// One page of a headless browser.
pub struct Chromium {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    next: u64,
    session: Option<String>,
    _profile: tempfile::TempDir,
}

impl Chromium {
    /// Starts the browser; None where there is none, unless `OBJEKTIV_REQUIRE_CHROMIUM` asks for one.
    pub fn start() -> Option<Self> {
        let found =
            ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].iter().find(|path| Path::new(path).exists());
        let Some(program) = found.filter(|_| cfg!(unix)) else {
            assert!(std::env::var_os("OBJEKTIV_REQUIRE_CHROMIUM").is_none(), "chromium is required and not installed");
            println!("skipped: no chromium");
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let mut child = Command::new("sh")
            // The browser reads commands from descriptor 3 and answers on 4; the shell puts our pipes there.
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", program])
            .args([
                "--headless=new",
                "--remote-debugging-pipe",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-dev-shm-usage",
            ])
            .args(["--hide-scrollbars", "--force-color-profile=srgb", "--lang=ru"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (to, out) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (send, from) = channel();
        std::thread::spawn(move || {
            for message in BufReader::new(out).split(0).map_while(Result::ok) {
                let told = serde_json::from_slice(&message).is_ok_and(|message: Value| send.send(message).is_ok());
                if !told {
                    break;
                }
            }
        });
        let mut page = Self { child, to, from, next: 0, session: None, _profile: profile };
        let target = page.call("Target.createTarget", json!({"url": "about:blank"}));
        let attached = page.call("Target.attachToTarget", json!({"targetId": target["targetId"], "flatten": true}));
        page.session = attached["sessionId"].as_str().map(str::to_owned);
        page.call("Page.enable", json!({}));
        page.call("Runtime.enable", json!({}));
        Some(page)
    }

    /// Another window that remembers nothing of the others, as on another computer; the one that is looked at from here on.
    pub fn window(&mut self) -> String {
        self.session = None;
        let apart = self.call("Target.createBrowserContext", json!({}));
        let target = json!({"url": "about:blank", "browserContextId": apart["browserContextId"]});
        let target = self.call("Target.createTarget", target);
        let attached = self.call("Target.attachToTarget", json!({"targetId": target["targetId"], "flatten": true}));
        let window = attached["sessionId"].as_str().unwrap().to_owned();
        self.turn_to(&window);
        self.call("Page.enable", json!({}));
        self.call("Runtime.enable", json!({}));
        // Each answers to the keyboard as if it lay in front.
        self.call("Emulation.setFocusEmulationEnabled", json!({"enabled": true}));
        window
    }

    /// Looks at this window.
    pub fn turn_to(&mut self, window: &str) {
        self.session = Some(window.to_owned());
    }

    /// A command of the protocol with its answer.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        let mut message = json!({"id": id, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.to.write_all(message.to_string().as_bytes()).unwrap();
        self.to.write_all(&[0]).unwrap();
        loop {
            let answer = self.from.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no answer to {method}"));
            if answer["id"] == json!(id) {
                // A page that is being left cannot be asked; whoever waits asks again.
                let leaving = answer["error"]["code"] == json!(-32000);
                assert!(leaving || answer.get("error").is_none(), "{method}: {answer}");
                return answer["result"].clone();
            }
        }
    }

    /// Goes to an address and waits until its page is there.
    pub fn open(&mut self, address: &str) {
        self.call("Page.navigate", json!({"url": address}));
        self.wait("document.readyState === 'complete'");
    }

    /// The value of an expression on the page.
    pub fn value(&mut self, expression: &str) -> Value {
        let answer = self.call("Runtime.evaluate", json!({"expression": expression, "returnByValue": true, "awaitPromise": true}));
        answer["result"]["value"].clone()
    }

    /// Waits until an expression is true of a page that came whole; one that is being left answers nothing, which is waited out too.
    pub fn wait(&mut self, expression: &str) {
        let begin = Instant::now();
        while self.value(&format!("document.readyState === 'complete' && Boolean({expression})")) != json!(true) {
            assert!(begin.elapsed() < PATIENCE, "waited in vain for: {expression}\n{}", self.value("document.body.innerText"));
            std::thread::sleep(Duration::from_millis(60));
        }
    }

    /// Presses a key.
    pub fn press(&mut self, key: &str) {
        let (code, text) = match key {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            "Escape" => (27, ""),
            " " => (32, " "),
            "ArrowDown" => (40, ""),
            other => panic!("{other}: not a key of these tests"),
        };
        let down = json!({"type": "keyDown", "key": key, "windowsVirtualKeyCode": code, "text": text});
        self.call("Input.dispatchKeyEvent", down);
        self.call("Input.dispatchKeyEvent", json!({"type": "keyUp", "key": key, "windowsVirtualKeyCode": code}));
    }

    /// Presses the key of a letter or a figure.
    pub fn letter(&mut self, letter: char) {
        let text = letter.to_string();
        self.call("Input.dispatchKeyEvent", json!({"type": "keyDown", "key": text, "text": text}));
        self.call("Input.dispatchKeyEvent", json!({"type": "keyUp", "key": text}));
    }

    /// Tabs on until the focused element satisfies an expression over `it`; the texts passed on the way.
    pub fn tab_to(&mut self, expression: &str) -> Vec<String> {
        let mut passed = Vec::new();
        for _ in 0..60 {
            self.press("Tab");
            let text = self.value("(() => { const it = document.activeElement; return (it.innerText || it.getAttribute('aria-label') || it.id || it.name || it.tagName).trim(); })()");
            passed.push(text.as_str().unwrap_or_default().to_owned());
            if self.value(&format!("(() => {{ const it = document.activeElement; return Boolean({expression}); }})()")) == json!(true) {
                return passed;
            }
        }
        panic!("never reached by Tab: {expression}; passed {passed:?}");
    }

    /// Chooses files in an input.
    pub fn choose(&mut self, selector: &str, files: &[PathBuf]) {
        let found = self.call("Runtime.evaluate", json!({"expression": format!("document.querySelector('{selector}')")}));
        let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        self.call("DOM.setFileInputFiles", json!({"files": files, "objectId": found["result"]["objectId"]}));
    }

    /// Sets the width of the window.
    pub fn width(&mut self, width: u32) {
        let metrics = json!({"width": width, "height": if width < 700 { 760 } else { 900 }, "deviceScaleFactor": 1, "mobile": width < 700});
        self.call("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Checks that nothing is wider than the window at 1280 and 360, and leaves pictures where they are wanted.
    pub fn look(&mut self, name: &str) {
        for width in [1280, 360] {
            self.width(width);
            let too_wide = self.value(
                "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, .skip')).map(e => e.tagName + '.' + e.className).slice(0, 5).join(', ')",
            );
            assert_eq!(too_wide, json!(""), "{name} at {width}: wider than the window");
            // A list is read whole: no cell of it is beyond the screen, not even behind scrolling.
            let beyond = self.value(
                "[...document.querySelectorAll('table.list :is(td, th, td *, th *)')].filter(e => !e.closest('.unseen') && e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + ' ' + e.textContent.slice(0, 30)).slice(0, 5).join(', ')",
            );
            let over = self.value(OVERLAPS);
            if let Some(folder) = std::env::var_os("OBJEKTIV_SCREENSHOTS") {
                self.picture(&Path::new(&folder).join(format!("{name}-{width}.png")));
            }
            assert_eq!(beyond, json!(""), "{name} at {width}: a cell of a list is beyond the screen");
            assert_eq!(over, json!(""), "{name} at {width}: one over the other");
        }
        self.width(1280);
    }

    /// The page as it is printed on A4: nothing is cut off, nothing lies over something else, nothing is there to be pressed.
    pub fn printed(&mut self, name: &str) {
        self.call("Emulation.setEmulatedMedia", json!({"media": "print"}));
        self.width(700);
        let cut = self.value(
            "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('svg')).map(e => e.tagName + '.' + e.className).slice(0, 5).join(', ')",
        );
        let pressed = self.value(
            "[...document.querySelectorAll('button, .button, input[type=checkbox], input[type=file]')].filter(e => e.offsetParent).map(e => e.textContent || e.name).slice(0, 5).join(', ')",
        );
        let over = self.value(OVERLAPS);
        let beside = self.value(BESIDE_A_LIST);
        if let Some(folder) = std::env::var_os("OBJEKTIV_SCREENSHOTS") {
            self.picture(&Path::new(&folder).join(format!("{name}-print.png")));
        }
        self.call("Emulation.setEmulatedMedia", json!({"media": ""}));
        self.width(1280);
        assert_eq!((cut, pressed, over), (json!(""), json!(""), json!("")), "{name} printed: cut off, to be pressed, one over the other");
        assert_eq!(beside, json!(""), "{name} printed: a list stands with its title, the school and the day alone, a head on each sheet");
    }

    /// Leaves a picture of the whole page.
    pub fn picture(&mut self, path: &Path) {
        self.shoot(path, json!({"format": "png", "captureBeyondViewport": true}));
    }

    /// Leaves a picture of the upper part of the page, as high as this.
    pub fn upper_part(&mut self, path: &Path, height: u32) {
        let clip = json!({"x": 0, "y": 0, "width": 1280, "height": height, "scale": 1});
        self.shoot(path, json!({"format": "png", "clip": clip}));
    }

    fn shoot(&mut self, path: &Path, how: Value) {
        std::thread::sleep(Duration::from_millis(200));
        let shot = self.call("Page.captureScreenshot", how);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, from_base64(shot["data"].as_str().unwrap())).unwrap();
    }
}

/// What is printed of a page with a list beside it, in words; and what lacks of what is to be.
const BESIDE_A_LIST: &str = "(() => {
  if (!document.querySelector('.listed')) return '';
  const kept = 'h1, .over, .printed, .listed, :has(.listed), h2:has(+ .listed)';
  const beside = [...document.querySelectorAll('main > *, .rehearsal, .filters, .tabs')].filter(e => e.checkVisibility() && !e.matches(kept)).map(e => e.tagName + ' ' + e.textContent.trim().slice(0, 30));
  const printed = document.querySelector('.printed');
  if (!printed.checkVisibility() || !/[0-9]{2}[.][0-9]{2}[.][0-9]{4}$/.test(printed.textContent)) beside.push('no school, no day');
  const heads = [...document.querySelectorAll('.listed thead')].filter(e => getComputedStyle(e).display !== 'table-header-group');
  return beside.concat(heads.map(() => 'a head on the first sheet alone')).join('; ');
})()";

/// Texts and fields that lie over one another, a few of them, in words. What scrolls out of its frame is not seen, and so not over anything.
const OVERLAPS: &str = "(() => {
  const boxes = [];
  const shown = (e, b) => {
    if (b.width < 2 || b.height < 2 || e.closest('.unseen, .skip, svg')) return false;
    const frame = e.closest('.scroll, pre');
    if (!frame) return true;
    const f = frame.getBoundingClientRect();
    return b.left >= f.left - 1 && b.right <= f.right + 1;
  };
  for (const e of document.querySelectorAll('body *')) {
    if (!e.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    for (const n of e.childNodes) {
      if (n.nodeType !== 3 || !n.data.trim()) continue;
      const r = document.createRange(); r.selectNodeContents(n);
      // A text that is cut after two lines is seen as far as its frame reaches.
      const cut = getComputedStyle(e).overflowY === 'hidden' ? e.getBoundingClientRect().bottom : Infinity;
      for (const b of r.getClientRects()) if (shown(e, b) && b.bottom <= cut + 1) boxes.push([e, b]);
    }
    if (e.matches('input:not([type=hidden]), select, textarea, button, .button')) {
      const b = e.getBoundingClientRect();
      if (shown(e, b)) boxes.push([e, b]);
    }
  }
  boxes.sort((a, b) => a[1].top - b[1].top);
  const found = [];
  for (let i = 0; i < boxes.length && found.length < 3; i++) {
    const [e, a] = boxes[i];
    for (let j = i + 1; j < boxes.length && boxes[j][1].top < a.bottom - 3; j++) {
      const [f, b] = boxes[j];
      if (e === f || e.contains(f) || f.contains(e)) continue;
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 && Math.min(a.bottom, b.bottom) - b.top > 3)
        found.push((e.textContent || e.name).trim().slice(0, 30) + ' × ' + (f.textContent || f.name).trim().slice(0, 30));
    }
  }
  return found.join('; ');
})()";

impl Drop for Chromium {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _waited = self.child.wait();
    }
}

pub fn from_base64(text: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'=').map(digit).collect();
    let group = |four: &[u8]| {
        let bits = four.iter().fold(0_u32, |bits, six| bits << 6 | u32::from(*six)) << (6 * (4 - four.len()));
        bits.to_be_bytes()[1..four.len()].to_vec()
    };
    digits.chunks(4).flat_map(group).collect()
}
