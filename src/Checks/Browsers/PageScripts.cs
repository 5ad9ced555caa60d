namespace Slipway.Checks.Browsers;

/// <summary>
/// What is asked of a page, in a world of its own: the page's scripts cannot change what these functions find. Each returns one
/// word, and where something can be clicked its place.
/// </summary>
internal static class PageScripts
{
    /// <summary>An element by selector or words, and whether it can be used for a purpose (see, click, fill).</summary>
    public const string Element = """
        function (locator, purpose, text) {
          const flat = words => words.replace(/\s+/g, ' ').trim();
          const shown = e => {
            const box = e.getBoundingClientRect();
            return box.width > 0 && box.height > 0 && e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
          };
          const isButton = e => e.localName === 'input' && ['submit', 'button', 'reset'].includes(e.type);
          const says = e => flat(isButton(e) ? e.value : (e.innerText ?? ''));
          const innermost = (e, words) => {
            if (!says(e).includes(words)) return [];
            const within = [...e.children].flatMap(it => innermost(it, words));
            return within.length > 0 ? within : [e];
          };
          const buttons = 'a,button,summary,label,input,[role=button],[role=link],[role=tab],[role=menuitem]';
          const find = () => {
            if (!locator.startsWith('text=')) return [...document.querySelectorAll(locator)];
            const words = flat(locator.slice(5));
            const pressed = purpose === 'click' ? [...document.querySelectorAll(buttons)].filter(shown) : [];
            return [
              ...pressed.filter(e => says(e) === words),
              ...pressed.filter(e => says(e).includes(words)),
              ...innermost(document.body, words),
              ...[...document.querySelectorAll('input')].filter(e => isButton(e) && says(e).includes(words)),
            ];
          };
          if (!document.body) return { state: 'absent' };
          let all;
          try { all = find(); } catch (fault) { return { state: fault.name === 'SyntaxError' ? 'invalid' : 'unseen' }; }
          if (all.length === 0) return { state: 'absent' };
          const found = all.find(shown);
          if (!found) return { state: 'hidden' };
          if (purpose === 'see') return { state: 'ready' };
          if (found.matches(':disabled')) return { state: 'disabled' };
          if (purpose === 'filled') return { state: (found.value ?? found.innerText) !== '' ? 'ready' : 'empty' };
          found.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
          if (purpose === 'click') {
            const box = found.getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            const top = document.elementFromPoint(x, y);
            const reached = top && (found.contains(top) || top.closest('label')?.control === found);
            return reached ? { state: 'ready', x, y } : { state: 'covered' };
          }
          if (found.localName === 'select') {
            const choice = [...found.options].find(it => it.value === text || flat(it.text) === flat(text));
            if (!choice) return { state: 'without' };
            found.value = choice.value;
            for (const name of ['input', 'change']) found.dispatchEvent(new Event(name, { bubbles: true }));
            return { state: 'ready' };
          }
          const writes = found.isContentEditable || found.localName === 'textarea'
            || (found.localName === 'input' && !['checkbox', 'radio', 'file', 'submit', 'button', 'reset', 'image', 'range', 'color', 'hidden'].includes(found.type));
          if (!writes || found.readOnly) return { state: 'unfillable' };
          found.focus();
          if (found.select) found.select(); else getSelection().selectAllChildren(found);
          if (text === '') document.execCommand('delete');
          return { state: 'typing' };
        }
        """;

    /// <summary>The path of the page.</summary>
    public const string Path = "function () { return { state: location.pathname }; }";

    /// <summary>Address and title of the page.</summary>
    public const string Place = "function () { return { state: document.title, url: location.href }; }";
}
