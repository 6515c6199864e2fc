'use strict';
// Everything here is an extra: without script the report is whole. Data of the report is only ever written as text.
(() => {
  const root = document.documentElement;
  const words = JSON.parse(document.getElementById('view-tools').dataset.words);
  const number = new Intl.NumberFormat(root.lang);
  const fill = (text, amounts) => text.replaceAll(/\{(\w+)\}/g, (_, name) => number.format(amounts[name]));
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

  // Theme: light, dark, or as the system.
  const themes = ['system', 'light', 'dark'];
  const themeButtons = themes.map((name) => make('button', { type: 'button', textContent: words[name], value: name }));
  const showTheme = (name) => {
    if (name === 'system') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', name);
    for (const button of themeButtons) button.setAttribute('aria-pressed', String(button.value === name));
  };
  for (const button of themeButtons) {
    button.addEventListener('click', () => {
      showTheme(button.value);
      store.write('mxdr-theme', button.value);
    });
  }
  const remembered = store.read('mxdr-theme');
  showTheme(themes.includes(remembered) ? remembered : 'system');
  const themeGroup = make('div', { className: 'view-tools' }, themeButtons);
  themeGroup.setAttribute('role', 'group');
  themeGroup.setAttribute('aria-label', words.colours);
  const printButton = make('button', { type: 'button', textContent: words.print });
  printButton.addEventListener('click', () => print());
  document.getElementById('view-tools').append(themeGroup, printButton);

  // A table or chart that is wider than its place can be scrolled by keyboard.
  for (const scroller of document.querySelectorAll('.table-scroll, .figure-scroll')) {
    const update = () => {
      if (scroller.scrollWidth > scroller.clientWidth) {
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

  // Where the reader is.
  const links = new Map([...document.querySelectorAll('.contents a')].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver(
    (entries) => {
      const seen = entries.find((entry) => entry.isIntersecting);
      if (!seen) return;
      for (const link of links.values()) link.removeAttribute('aria-current');
      links.get(seen.target.id)?.setAttribute('aria-current', 'true');
    },
    { rootMargin: '0px 0px -70% 0px' },
  );
  for (const part of document.querySelectorAll('.part')) watcher.observe(part);

  // Tables: sort, filter, export.
  const plain = (cell) => (cell.hasAttribute('data-missing') ? '' : (cell.dataset.value ?? cell.textContent));
  const compare = (left, right) => {
    const [first, second] = [Number(left), Number(right)];
    return Number.isNaN(first) || Number.isNaN(second) ? left.localeCompare(right, root.lang, { numeric: true }) : first - second;
  };
  /** A spreadsheet runs what begins like a formula; the quote keeps it text. Plain numbers stay numbers. */
  const inert = (text) => (/^[\s]*[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text);
  const csvCell = (text) => `"${inert(text).replaceAll('"', '""')}"`;

  const setUp = (table) => {
    const id = table.dataset.sheet;
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...body.rows];
    const original = [...rows];
    const state = { text: '', severity: '', sort: -1, direction: 'ascending' };
    const count = make('span', { className: 'sheet-count' });
    count.setAttribute('role', 'status');
    const severityColumn = heads.findIndex((head) => head.dataset.form === 'severity');
    const shown = () => [...body.rows].filter((row) => !row.hidden);

    const apply = () => {
      const wanted = state.text.trim().toLowerCase();
      for (const row of rows) {
        const hasText = wanted === '' || row.textContent.toLowerCase().includes(wanted);
        const hasSeverity = state.severity === '' || plain(row.cells[severityColumn]).trim() === state.severity;
        row.hidden = !(hasText && hasSeverity);
      }
      const ordered = [...original];
      if (state.sort >= 0) {
        const sign = state.direction === 'ascending' ? 1 : -1;
        const levels = ['Informational', 'Low', 'Medium', 'High'];
        const keyed = original.map((row) => ({ row, key: plain(row.cells[state.sort]).trim() }));
        keyed.sort((left, right) => {
          // Not known goes last in either direction.
          if (left.key === '' || right.key === '') return (left.key === '') - (right.key === '');
          if (state.sort === severityColumn) return sign * (levels.indexOf(left.key) - levels.indexOf(right.key));
          return sign * compare(left.key, right.key);
        });
        ordered.splice(0, ordered.length, ...keyed.map(({ row }) => row));
      }
      body.append(...ordered);
      heads.forEach((head, index) => {
        if (index === state.sort) head.setAttribute('aria-sort', state.direction);
        else head.removeAttribute('aria-sort');
      });
      const visible = shown().length;
      count.textContent = fill(visible === rows.length ? words.rows : words.rowsOf, { rows: rows.length, shown: visible });
    };

    const remember = () => {
      const parameters = new URLSearchParams();
      if (state.text !== '') parameters.set('q', state.text);
      if (state.severity !== '') parameters.set('severity', state.severity);
      if (state.sort >= 0) parameters.set('sort', `${state.sort}.${state.direction}`);
      const query = parameters.toString();
      history.replaceState(null, '', `#${id}${query === '' ? '' : `?${query}`}`);
    };

    for (const [index, head] of heads.entries()) {
      const button = make('button', { type: 'button' }, [...head.childNodes]);
      button.addEventListener('click', () => {
        state.direction = state.sort === index && state.direction === 'ascending' ? 'descending' : 'ascending';
        state.sort = index;
        apply();
        remember();
      });
      head.append(button);
    }

    const tools = make('div', { className: 'sheet-tools' });
    const search = make('input', { type: 'search', size: 18 });
    search.addEventListener('input', () => {
      state.text = search.value;
      apply();
      remember();
    });
    if (rows.length >= 6) tools.append(make('label', {}, [words.filter, search]));
    const select = make('select', {}, [make('option', { value: '', textContent: words.all })]);
    if (severityColumn >= 0 && rows.length >= 6) {
      for (const level of ['High', 'Medium', 'Low', 'Informational'])
        select.append(make('option', { value: level, textContent: words[level] }));
      select.addEventListener('change', () => {
        state.severity = select.value;
        apply();
        remember();
      });
      tools.append(make('label', {}, [words.severity, select]));
    }
    const csv = () =>
      [heads.map((head) => head.textContent), ...shown().map((row) => [...row.cells].map((cell) => plain(cell).trim()))]
        .map((line) => line.map(csvCell).join(','))
        .join('\r\n');
    const download = make('button', { type: 'button', textContent: words.download });
    download.addEventListener('click', () => {
      // The mark at the start tells spreadsheets that this is UTF-8.
      const address = URL.createObjectURL(new Blob(['\uFEFF', csv(), '\r\n'], { type: 'text/csv;charset=utf-8' }));
      make('a', { href: address, download: `${id}.csv` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    });
    const copy = make('button', { type: 'button', textContent: words.copy });
    copy.addEventListener('click', () => {
      const done = (text) => {
        count.textContent = text;
      };
      Promise.resolve()
        .then(() => navigator.clipboard.writeText(csv()))
        .then(
          () => done(fill(words.copied, { rows: shown().length })),
          () => done(words.copyRefused),
        );
    });
    tools.append(download, copy, count);
    table.closest('.table-scroll').before(tools);
    apply();

    return {
      id,
      open: (parameters) => {
        state.text = search.value = parameters.get('q') ?? '';
        const severity = parameters.get('severity') ?? '';
        state.severity = select.value = [...select.options].some((option) => option.value === severity) ? severity : '';
        const [column, direction] = (parameters.get('sort') ?? '').split('.');
        state.sort = heads[Number(column || -1)] === undefined ? -1 : Number(column);
        state.direction = direction === 'descending' ? 'descending' : 'ascending';
        apply();
      },
    };
  };
  const sheets = new Map([...document.querySelectorAll('table[data-sheet]')].map((table) => [table.dataset.sheet, setUp(table)]));

  // Deep links: #table-id?q=…&severity=High&sort=2.descending
  const follow = () => {
    const [id, query = ''] = location.hash.slice(1).split('?');
    if (query === '') return;
    sheets.get(id)?.open(new URLSearchParams(query));
    document.getElementById(id)?.scrollIntoView();
  };
  addEventListener('hashchange', follow);
  follow();
})();
