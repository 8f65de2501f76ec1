"""RENDER: ready copy for each channel of the publicity matrix, from folders under templates/channels/."""
