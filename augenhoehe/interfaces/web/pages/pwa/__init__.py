"""The pages as an app on a telephone: manifest, service worker, the page without a network."""
