// Gradio runs this once, when the reader (`element`) is there, and gives it `trigger` and `watch`;
// it looks here for the names of the events that the page may trigger.
const events = {
  act: (data) => trigger("act", data),
  ask: (data) => trigger("ask", data),
  study: () => trigger("study", {}),
};
import("/own/desk.js").then((desk) => desk.start({ element, watch, events }));
