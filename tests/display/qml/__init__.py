"""Tests of every QML component, in QML (Qt Quick Test), with the models that the display itself uses."""
