"""Knowledge packs: what a city or a consultancy knows, laid over the knowledge that is there."""
