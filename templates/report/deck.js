'use strict';
// Everything here is an extra: without script all slides stand below each other with their notes. Data of the deck is only ever written as text.
(() => {
  const root = document.documentElement;
  const body = document.body;
  const main = document.getElementById('main');
  const tools = document.getElementById('deck-tools');
  const words = JSON.parse(tools.dataset.words);
  const slides = [...main.querySelectorAll('.slide')];
  const titles = slides.map((slide) => document.getElementById(slide.getAttribute('aria-labelledby')).textContent);
  const fill = (text, values) => text.replaceAll(/\{(\w+)\}/g, (_, name) => values[name]);
  const make = (tag, properties, children = []) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const store = {
    read: (key) => {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    write: (key, value) => {
      try {
        localStorage.setItem(key, value);
      } catch {
        // A file opened from disk may have no storage; the choice then lasts as long as the page.
      }
    },
  };

  // Where we are, and how slides are shown: one at a time, as an overview, or all below each other.
  const isWide = matchMedia('(min-width: 801px)');
  const state = { at: 0, mode: 'stage', hasNotes: false, isPresenting: false, hasShortcuts: store.read('mxdr-shortcuts') !== 'off' };
  // A window that this one opened for the audience, or the one that opened this.
  let audience = null;

  const said = make('p', { className: 'visually-hidden' });
  said.setAttribute('role', 'status');
  const position = make('input', { type: 'text', inputMode: 'numeric', autocomplete: 'off' });
  const noteDetails = slides.map((slide) => slide.querySelector('details.notes'));

  const show = () => {
    const isStaged = isWide.matches && state.mode !== 'all';
    body.classList.toggle('staged', isStaged);
    body.classList.toggle('overview', isStaged && state.mode === 'overview');
    body.classList.toggle('presenting', isStaged && state.mode === 'stage' && state.isPresenting);
    body.classList.toggle('with-notes', isStaged && state.mode === 'stage' && state.hasNotes && !state.isPresenting);
    for (const [index, slide] of slides.entries()) {
      slide.classList.toggle('current', index === state.at);
      slide.classList.toggle('upnext', index === state.at + 1);
      slide.querySelector('.slide-page').inert = isStaged && (state.mode === 'overview' || (state.isPresenting && index === state.at + 1));
    }
    if (isStaged && (state.hasNotes || state.isPresenting)) noteDetails[state.at].open = true;
    position.value = String(state.at + 1);
    previousButton.disabled = state.at === 0;
    nextButton.disabled = state.at === slides.length - 1;
    notesButton.setAttribute('aria-pressed', String(state.hasNotes));
    presenterButton.setAttribute('aria-pressed', String(state.isPresenting));
    overviewButton.setAttribute('aria-pressed', String(state.mode === 'overview'));
    allButton.setAttribute('aria-pressed', String(state.mode === 'all'));
    for (const rest of [allButton, notesButton, printButton, themeLabel]) rest.hidden = state.isPresenting;
    audienceButton.hidden = !state.isPresenting;
    restartButton.hidden = !state.isPresenting;
  };

  const go = (to, { tell = true, hash = true } = {}) => {
    const at = Math.min(slides.length - 1, Math.max(0, to));
    if (at === state.at && to > at) said.textContent = words.end;
    const isNew = at !== state.at;
    state.at = at;
    body.classList.remove('blackened');
    show();
    if (!isNew) return;
    said.textContent = fill(words.position, { at: at + 1, count: slides.length, title: titles[at] });
    if (hash) {
      try {
        history.replaceState(null, '', `#${slides[at].id}`);
      } catch {
        // Some browsers let no file change its address; the slide is shown all the same.
      }
    }
    if (tell) audience?.postMessage({ mxdrSlide: at }, '*');
    if (state.mode === 'overview') slides[at].querySelector('.open-slide').focus();
    if (state.mode === 'all') slides[at].scrollIntoView();
  };
  const setMode = (mode) => {
    state.mode = state.mode === mode ? 'stage' : mode;
    show();
    if (state.mode === 'overview') slides[state.at].querySelector('.open-slide').focus();
    if (state.mode === 'all') slides[state.at].scrollIntoView();
  };
  const toggle = (name) => {
    state[name] = !state[name];
    if (state[name]) state.mode = 'stage';
    if (name === 'isPresenting' && state.isPresenting) startClock();
    show();
  };
  const toggleFullScreen = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    // Where a browser refuses it, the slides fill the window all the same.
    else root.requestFullscreen?.().catch(() => {});
  };

  // A second window for the audience: each tells the other where it is. Only whole numbers are taken, and only from that window.
  const openAudience = () => {
    audience = window.open(`${location.href.split('#')[0]}#${slides[state.at].id}`, 'mxdr-audience', 'popup,width=1280,height=766');
  };
  if (window.opener) audience = window.opener;
  addEventListener('message', (event) => {
    const to = event.data?.mxdrSlide;
    if (audience !== null && event.source === audience && Number.isInteger(to)) go(to, { tell: false });
  });

  // Time of day, and since the talk began.
  const clock = make('span', { className: 'clock' });
  const clockFormat = new Intl.DateTimeFormat(root.lang, { hour: '2-digit', minute: '2-digit' });
  let began = 0;
  let ticking = 0;
  const tick = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    const two = (value) => String(value).padStart(2, '0');
    const elapsed = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    clock.textContent = `${words.clock} ${clockFormat.format(Date.now())} · ${words.elapsed} ${elapsed}`;
  };
  const startClock = () => {
    if (began === 0) began = Date.now();
    if (ticking === 0) ticking = setInterval(tick, 1000);
    tick();
  };

  // The bar.
  const button = (name, act) => {
    const element = make('button', { type: 'button', textContent: name });
    element.addEventListener('click', act);
    return element;
  };
  const previousButton = button(words.previous, () => go(state.at - 1));
  const nextButton = button(words.next, () => go(state.at + 1));
  const overviewButton = button(words.overview, () => setMode('overview'));
  const allButton = button(words.all, () => setMode('all'));
  const notesButton = button(words.notes, () => toggle('hasNotes'));
  const presenterButton = button(words.presenter, () => toggle('isPresenting'));
  const audienceButton = button(words.audience, openAudience);
  const restartButton = button(words.restart, () => {
    began = Date.now();
    tick();
  });
  const fullScreenButton = button(words.fullScreen, toggleFullScreen);
  const printButton = button(words.print, () => print());
  position.addEventListener('change', () => go((Number.parseInt(position.value, 10) || state.at + 1) - 1));
  const themes = ['system', 'light', 'dark'];
  const theme = make(
    'select',
    {},
    themes.map((name) => make('option', { value: name, textContent: words[name] })),
  );
  const themeLabel = make('label', {}, [words.colours, theme]);
  const showTheme = (name) => {
    if (name === 'system') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', name);
  };
  theme.addEventListener('change', () => {
    showTheme(theme.value);
    store.write('mxdr-theme', theme.value);
  });
  const remembered = store.read('mxdr-theme');
  theme.value = themes.includes(remembered) ? remembered : 'system';
  showTheme(theme.value);

  // The keys, and whether those without Ctrl or Alt work: who speaks to the machine may not want them.
  const keys = [
    [`→ ↓ ${words.keySpace}`, words.keyNext],
    ['← ↑', words.keyPrevious],
    [`${words.keyHome}, ${words.keyEnd}`, words.keyEnds],
    [words.keyNumberName, words.keyNumber],
    ['F', words.fullScreen],
    ['N', words.notes],
    ['P', words.presenter],
    ['O', words.overview],
    ['A', words.all],
    ['B', words.keyBlack],
    ['Esc', words.keyEscape],
    ['?', words.help],
  ];
  const shortcuts = make('input', { type: 'checkbox', checked: state.hasShortcuts });
  shortcuts.addEventListener('change', () => {
    state.hasShortcuts = shortcuts.checked;
    store.write('mxdr-shortcuts', shortcuts.checked ? 'on' : 'off');
  });
  const helpTitle = make('h2', { id: 'deck-help-title', textContent: words.help });
  const help = make('dialog', {}, [
    helpTitle,
    make(
      'dl',
      {},
      keys.flatMap(([key, what]) => [make('dt', { textContent: key }), make('dd', { textContent: what })]),
    ),
    make('label', {}, [shortcuts, words.shortcuts]),
    button(words.close, () => help.close()),
  ]);
  help.setAttribute('aria-labelledby', helpTitle.id);
  const helpButton = button(words.help, () => help.showModal());

  tools.setAttribute('role', 'toolbar');
  tools.setAttribute('aria-label', words.goTo);
  tools.append(
    previousButton,
    make('label', {}, [words.goTo, position, make('span', { textContent: fill(words.of, { count: slides.length }) })]),
    nextButton,
    overviewButton,
    allButton,
    notesButton,
    presenterButton,
    audienceButton,
    restartButton,
    clock,
    make('span', { className: 'tools-space' }),
    themeLabel,
    printButton,
    fullScreenButton,
    helpButton,
  );
  body.append(help, said);
  body.classList.add('with-tools');
  for (const [index, slide] of slides.entries()) {
    const open = button('', () => {
      state.mode = 'stage';
      go(index);
      show();
    });
    open.className = 'open-slide';
    open.setAttribute('aria-label', fill(words.position, { at: index + 1, count: slides.length, title: titles[index] }));
    slide.append(open);
  }

  // What is wider than its place can be scrolled by keyboard.
  for (const scroller of document.querySelectorAll('.table-scroll, .figure-box, .slide-side')) {
    const update = () => {
      const isOver = scroller.scrollWidth > scroller.clientWidth || scroller.scrollHeight > scroller.clientHeight + 1;
      if (isOver && getComputedStyle(scroller).overflowX !== 'visible') {
        scroller.tabIndex = 0;
        scroller.setAttribute('role', 'group');
        scroller.setAttribute('aria-label', words.scrollable);
      } else {
        scroller.removeAttribute('tabindex');
        scroller.removeAttribute('role');
        scroller.removeAttribute('aria-label');
      }
    };
    new ResizeObserver(update).observe(scroller);
  }

  // Keys. A digit is kept until Enter, or for three seconds.
  let digits = '';
  let typedAt = 0;
  const columnsOfOverview = () => getComputedStyle(main).gridTemplateColumns.split(' ').length;
  const moves = {
    ArrowRight: () => 1,
    ArrowLeft: () => -1,
    ArrowDown: () => (state.mode === 'overview' ? columnsOfOverview() : 1),
    ArrowUp: () => (state.mode === 'overview' ? -columnsOfOverview() : -1),
    PageDown: () => 1,
    PageUp: () => -1,
    Home: () => -slides.length,
    End: () => slides.length,
  };
  const letters = {
    f: toggleFullScreen,
    n: () => toggle('hasNotes'),
    p: () => toggle('isPresenting'),
    o: () => setMode('overview'),
    a: () => setMode('all'),
    b: () => body.classList.toggle('blackened'),
    '?': () => help.showModal(),
  };
  const escape = () => {
    if (body.classList.contains('blackened')) body.classList.remove('blackened');
    else if (state.mode !== 'stage') setMode('stage');
    else if (state.isPresenting) toggle('isPresenting');
    else if (state.hasNotes) toggle('hasNotes');
    else return false;
    return true;
  };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || !isWide.matches) return;
    const { target, key } = event;
    if (target.closest('input, select, textarea')) return;
    const isControl = target.closest('button, summary, a') !== null;
    const isStaged = body.classList.contains('staged');
    const act = () => {
      if (key === 'Escape') return escape();
      const move = moves[key];
      if (move) {
        // Notes that are longer than their place are scrolled by the same keys.
        if (!isStaged || (target.closest('.slide-side') && !key.startsWith('ArrowL') && !key.startsWith('ArrowR'))) return false;
        const to = key === 'Home' ? 0 : key === 'End' ? slides.length - 1 : state.at + move();
        if (state.mode === 'overview' && (to < 0 || to >= slides.length)) return true;
        go(to);
        return true;
      }
      if (key === ' ' && isStaged && !isControl && state.mode === 'stage') {
        go(state.at + (event.shiftKey ? -1 : 1));
        return true;
      }
      if (!state.hasShortcuts) return false;
      if (/^\d$/.test(key) && isStaged) {
        digits = (event.timeStamp - typedAt < 3000 ? digits : '') + key;
        typedAt = event.timeStamp;
        position.value = digits;
        return true;
      }
      if (key === 'Enter' && digits !== '' && event.timeStamp - typedAt < 3000 && !isControl) {
        const to = Number(digits) - 1;
        digits = '';
        go(to);
        return true;
      }
      const letter = letters[key.toLowerCase()];
      letter?.();
      return letter !== undefined;
    };
    if (act()) event.preventDefault();
  });

  // Deep links: #slide-id
  const follow = () => {
    const at = slides.findIndex((slide) => `#${slide.id}` === location.hash);
    if (at !== -1) go(at, { hash: false });
  };
  addEventListener('hashchange', follow);
  isWide.addEventListener('change', show);
  show();
  follow();
})();
