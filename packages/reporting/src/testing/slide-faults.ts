/**
 * What does not fit on the slides of a loaded deck, as an expression for `page.evaluate` in a window of at least 1312 pixels, where a slide is 1280 by 720:
 * titles that reach the body, text that reaches the foot or leaves its cell, card or slide, and letters of charts that are smaller than 12 points.
 */
export const findSlideFaults = `(() => {
  document.body.classList.remove('staged', 'overview', 'presenting', 'with-notes');
  const faults = [];
  for (const slide of document.querySelectorAll('.slide')) {
    const page = slide.querySelector('.slide-page').getBoundingClientRect();
    const say = (what, by, text) => faults.push(slide.id + ': ' + what + ' by ' + by.toFixed(1) + ' pixels: ' + text.trim().slice(0, 40));
    if (Math.abs(page.width - 1280) > 0.5 || Math.abs(page.height - 720) > 0.5) faults.push(slide.id + ' is ' + page.width + ' by ' + page.height);
    const body = slide.querySelector('.slide-body');
    const foot = slide.querySelector('.slide-foot')?.getBoundingClientRect().top ?? page.bottom;
    const title = slide.querySelector('h2');
    if (title && title.getBoundingClientRect().bottom > body.getBoundingClientRect().top + 1)
      say('the title reaches the body', title.getBoundingClientRect().bottom - body.getBoundingClientRect().top, title.textContent);
    if (body && body.scrollHeight > body.clientHeight + 1) say('the body is too full', body.scrollHeight - body.clientHeight, '');
    const walker = document.createTreeWalker(slide.querySelector('.slide-page'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (data.trim() === '') continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const place = range.getBoundingClientRect();
      if (place.height === 0) continue;
      if (!parentElement.closest('.slide-foot') && place.bottom > foot + 0.5) say('text reaches the foot', place.bottom - foot, data);
      if (place.right > page.right - 20) say('text leaves the slide', place.right - page.right + 20, data);
      if (place.bottom > page.bottom) say('text leaves the slide below', place.bottom - page.bottom, data);
      const cell = parentElement.closest('td, th, .card')?.getBoundingClientRect();
      if (cell && place.right > cell.right + 1) say('text leaves its cell', place.right - cell.right, data);
      // A letter's box is 1.21 times as high as the letters are large.
      if (parentElement.closest('svg.chart') && place.height < 16 * 1.21 - 1.5) say('a chart has small letters', 19.4 - place.height, data);
    }
  }
  return faults;
})()`;
