"""Renderers: from an order to a take."""

from render.headless import ready

ready()
