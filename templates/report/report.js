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
  const viewTools = document.getElementById('view-tools');
  viewTools.append(themeGroup, printButton);

  // Search over all that is shown. The places are marked without changing the document.
  const canMark = typeof Highlight === 'function' && CSS.highlights !== undefined;
  const find = make('input', { type: 'search', size: 14 });
  const findCount = make('span', { className: 'find-count' });
  findCount.setAttribute('role', 'status');
  const found = { ranges: [], at: -1 };
  const search = () => {
    const wanted = find.value.trim().toLowerCase();
    found.ranges = [];
    found.at = -1;
    if (wanted.length > 1) {
      const walker = document.createTreeWalker(document.getElementById('main'), NodeFilter.SHOW_TEXT);
      while (walker.nextNode() && found.ranges.length < 5000) {
        const node = walker.currentNode;
        const text = node.data.toLowerCase();
        if (text.length !== node.data.length || !text.includes(wanted) || !node.parentElement.checkVisibility()) continue;
        for (let from = text.indexOf(wanted); from !== -1; from = text.indexOf(wanted, from + wanted.length)) {
          const range = document.createRange();
          range.setStart(node, from);
          range.setEnd(node, from + wanted.length);
          found.ranges.push(range);
        }
      }
    }
    if (canMark) CSS.highlights.set('found', new Highlight(...found.ranges));
    if (canMark) CSS.highlights.delete('found-here');
    findCount.textContent = wanted.length > 1 ? fill(words.found, { count: found.ranges.length }) : '';
    for (const button of stepButtons) button.disabled = found.ranges.length === 0;
  };
  const step = (by) => {
    const { ranges } = found;
    if (ranges.length === 0) return;
    found.at = found.at === -1 && by < 0 ? ranges.length - 1 : (found.at + by + ranges.length) % ranges.length;
    const range = ranges[found.at];
    if (canMark) CSS.highlights.set('found-here', new Highlight(range));
    range.startContainer.parentElement.scrollIntoView({ block: 'center' });
    findCount.textContent = fill(words.foundAt, { at: found.at + 1, count: ranges.length });
  };
  const stepButtons = [
    [words.previous, -1],
    [words.next, 1],
  ].map(([name, by]) => {
    const button = make('button', { type: 'button', textContent: name, disabled: true });
    button.addEventListener('click', () => step(by));
    return button;
  });
  find.addEventListener('input', search);
  find.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  });
  const findTools = make('div', { className: 'find-tools' }, [make('label', {}, [words.find, find]), ...stepButtons, findCount]);
  findTools.setAttribute('role', 'search');
  viewTools.append(findTools);

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
    // The numbers of a chart are saved and copied; they stand in the order of the chart and need no search.
    const isPlain = table.hasAttribute('data-plain');
    const isLong = !isPlain && rows.length >= 6;
    const original = [...rows];
    const state = { text: '', severity: '', status: '', sort: -1, direction: 'ascending', row: '' };
    const count = make('span', { className: 'sheet-count' });
    count.setAttribute('role', 'status');
    const severityColumn = heads.findIndex((head) => head.dataset.form === 'severity');
    const statusColumn = heads.findIndex((head) => head.dataset.key === 'Status' || head.dataset.key === 'State');
    const names = heads.map((head) => head.textContent);
    const shown = () => [...body.rows].filter((row) => !row.hidden);

    const rowName = (row) => plain(row.cells[0]).trim();
    let afterApply = () => {};
    const apply = () => {
      const wanted = state.text.trim().toLowerCase();
      for (const row of rows) {
        const hasText = wanted === '' || row.textContent.toLowerCase().includes(wanted);
        const hasSeverity = state.severity === '' || plain(row.cells[severityColumn]).trim() === state.severity;
        const hasStatus = state.status === '' || plain(row.cells[statusColumn]).trim() === state.status;
        const isWanted = state.row !== '' && rowName(row) === state.row;
        row.hidden = !isWanted && !(hasText && hasSeverity && hasStatus);
        row.classList.toggle('opened', isWanted);
        if (isWanted) row.setAttribute('aria-current', 'true');
        else row.removeAttribute('aria-current');
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
      afterApply();
    };

    const remember = () => {
      const parameters = new URLSearchParams();
      if (state.text !== '') parameters.set('q', state.text);
      if (state.severity !== '') parameters.set('severity', state.severity);
      if (state.status !== '') parameters.set('status', state.status);
      if (state.row !== '') parameters.set('row', state.row);
      if (state.sort >= 0) parameters.set('sort', `${state.sort}.${state.direction}`);
      const query = parameters.toString();
      history.replaceState(null, '', `#${id}${query === '' ? '' : `?${query}`}`);
    };

    for (const [index, head] of isPlain ? [] : heads.entries()) {
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
    const filter = make('input', { type: 'search', size: 18 });
    filter.addEventListener('input', () => {
      state.text = filter.value;
      apply();
      remember();
    });
    if (isLong) tools.append(make('label', {}, [words.filter, filter]));
    const select = make('select', {}, [make('option', { value: '', textContent: words.all })]);
    if (severityColumn >= 0 && isLong) {
      for (const level of ['High', 'Medium', 'Low', 'Informational'])
        select.append(make('option', { value: level, textContent: words[level] }));
      select.addEventListener('change', () => {
        state.severity = select.value;
        apply();
        remember();
      });
      tools.append(make('label', {}, [words.severity, select]));
    }
    const statuses =
      statusColumn < 0
        ? []
        : [...new Set(rows.map((row) => plain(row.cells[statusColumn]).trim()))].filter(Boolean).sort((a, b) => (a < b ? -1 : 1));
    const statusSelect = make('select', {}, [make('option', { value: '', textContent: words.all })]);
    if (statuses.length > 1 && statuses.length <= 12 && isLong) {
      for (const status of statuses) statusSelect.append(make('option', { value: status, textContent: status }));
      statusSelect.addEventListener('change', () => {
        state.status = statusSelect.value;
        apply();
        remember();
      });
      tools.append(make('label', {}, [names[statusColumn], statusSelect]));
    }
    const csv = () =>
      [names, ...shown().map((row) => [...row.cells].map((cell) => plain(cell).trim()))]
        .map((line) => line.map(csvCell).join(','))
        .join('\r\n');
    const save = (name, parts, type) => {
      const address = URL.createObjectURL(new Blob(parts, { type }));
      make('a', { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    };
    const download = make('button', { type: 'button', textContent: words.download });
    // The mark at the start tells spreadsheets that this is UTF-8.
    download.addEventListener('click', () => save(`${id}.csv`, ['\uFEFF', csv(), '\r\n'], 'text/csv;charset=utf-8'));
    const asNumber = (cell, text) => (cell.classList.contains('r') && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text);
    const json = () =>
      shown().map((row) =>
        Object.fromEntries(
          [...row.cells].map((cell, index) => [
            names.indexOf(names[index]) === index ? names[index] : `${names[index]} (${index + 1})`,
            cell.hasAttribute('data-missing') ? null : asNumber(cell, plain(cell).trim()),
          ]),
        ),
      );
    const downloadJson = make('button', { type: 'button', textContent: words.downloadJson });
    downloadJson.addEventListener('click', () => save(`${id}.json`, [JSON.stringify(json(), null, 2), '\n'], 'application/json'));
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
    tools.append(download, downloadJson, copy, count);
    table.closest('.table-scroll').before(tools);

    // Each row has an address. One of the links takes part in the order of the Tab key, the arrow keys go on from there: a long table
    // would be a trap otherwise.
    const linkOf = (row) => row.cells[0].querySelector('.row-link');
    if (isLong) {
      for (const row of rows) {
        const head = row.cells[0];
        if (head.textContent.trim() === '' || head.hasAttribute('data-missing')) continue;
        const href = `#${id}?${new URLSearchParams({ row: rowName(row) })}`;
        const link = make('a', { className: 'row-link', tabIndex: -1, href }, [...head.childNodes]);
        head.append(link);
      }
      const focusOn = (row) => {
        for (const other of body.querySelectorAll('.row-link[tabindex="0"]')) other.tabIndex = -1;
        if (row) linkOf(row).tabIndex = 0;
      };
      const linked = () => shown().filter(linkOf);
      const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
      body.addEventListener('keydown', (event) => {
        const by = steps[event.key];
        const row = event.target.closest('tr');
        if (by === undefined || !event.target.classList.contains('row-link')) return;
        event.preventDefault();
        const all = linked();
        const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(row) + by))];
        focusOn(next);
        linkOf(next).focus();
      });
      afterApply = () => focusOn(linked()[0]);
    }
    apply();

    return {
      id,
      open: (parameters) => {
        state.row = parameters.get('row') ?? '';
        state.text = filter.value = parameters.get('q') ?? '';
        const severity = parameters.get('severity') ?? '';
        state.severity = select.value = [...select.options].some((option) => option.value === severity) ? severity : '';
        const status = parameters.get('status') ?? '';
        state.status = statusSelect.value = statuses.includes(status) ? status : '';
        const [column, direction] = (parameters.get('sort') ?? '').split('.');
        state.sort = heads[Number(column || -1)] === undefined ? -1 : Number(column);
        state.direction = direction === 'descending' ? 'descending' : 'ascending';
        apply();
        return body.querySelector('.opened');
      },
    };
  };
  const sheets = new Map([...document.querySelectorAll('table[data-sheet]')].map((table) => [table.dataset.sheet, setUp(table)]));

  // Deep links: #table-id?q=…&severity=High&status=Closed&sort=2.descending&row=4821
  const follow = () => {
    const [id, query = ''] = location.hash.slice(1).split('?');
    if (query === '') return;
    const row = sheets.get(id)?.open(new URLSearchParams(query));
    if (row) row.scrollIntoView({ block: 'center' });
    else document.getElementById(id)?.scrollIntoView();
  };
  addEventListener('hashchange', follow);
  follow();
})();
