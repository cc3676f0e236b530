// Everything that comes from an article passes through here: it becomes a text node, never mark-up.

/** Makes an element. Properties are set as properties; children are nodes or plain text. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [property, value] of Object.entries(properties)) {
    if (property === 'class') made.className = value;
    else if (property.includes('-')) made.setAttribute(property, value);
    else made[property] = value;
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** Untrusted text, on one line and isolated, so that its direction marks reach nothing beside it. */
export function untrusted(text) {
  const isolated = document.createElement('bdi');
  isolated.textContent = visible(text);
  return isolated;
}

/** Control characters and direction overrides are shown as what they are: nothing. */
export function visible(text) {
  return String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

export const byId = id => document.getElementById(id);
