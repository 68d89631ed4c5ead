// What an open document asks the server for, beside Gradio: a page's words, hits, how it stands.

/** GET /own/NAME for a sheet's document; what came, "json" or "document", or null if it did not. */
export function get(name, sheet, more = "", type = "json") {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", `/own/${name}?${sheet.dataset.asked}${more}`);
    request.responseType = type;
    request.onload = () => resolve(request.status === 200 ? request.response : null);
    request.onerror = () => resolve(null);
    request.send();
  });
}
