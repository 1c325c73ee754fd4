# Two images: `bot` holds what answering needs; `index` adds torch and the model, to build the index.
#
# TORCH_INDEX: address of PyTorch's CPU wheel index; without it pip takes what your registry has,
# which on x86-64 Linux can be several gigabytes of GPU libraries (README, "Docker").
FROM python:3.11-slim AS serving
WORKDIR /src
RUN python -m venv /opt/sift
COPY constraints.txt pyproject.toml README.md LICENSE ./
COPY index ./index
COPY bot ./bot
RUN /opt/sift/bin/pip install --no-cache-dir -c constraints.txt .

FROM serving AS building
ARG TORCH_INDEX=""
RUN if [ -n "$TORCH_INDEX" ]; then \
    /opt/sift/bin/pip install --no-cache-dir --no-deps --index-url "$TORCH_INDEX" torch==2.13.0; fi
RUN /opt/sift/bin/pip install --no-cache-dir -c constraints.txt '.[build]'

FROM python:3.11-slim AS base
RUN useradd --system --uid 10001 --home-dir /nonexistent sift \
    && install -d -o sift -g sift /data
COPY seeds /seeds
ENV PATH=/opt/sift/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    SIFT_SEEDS=/seeds SIFT_DATA=/data HF_HOME=/tmp/huggingface
USER sift
VOLUME /data
ENTRYPOINT ["sift"]

FROM base AS index
COPY --from=building /opt/sift /opt/sift
CMD ["index", "build"]

FROM base AS bot
COPY --from=serving /opt/sift /opt/sift
CMD ["bot"]
